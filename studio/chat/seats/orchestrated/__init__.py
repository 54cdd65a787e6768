"""The orchestrated seat: LangGraph leads the same chart, a node for each step, and the untaught base only understands.

talk.py    what is remembered of a conversation
asking.py  what the model is asked, and the shape its answer must have
steps.py   what happens at each step
graph.py   the steps as LangGraph's nodes and edges; the only module that knows LangGraph
seat.py    the seat
"""
