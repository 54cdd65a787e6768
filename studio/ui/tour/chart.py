"""The small chart of the tour: untidy, with two open ends and one thing that a press mends."""

from __future__ import annotations

from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.model import Ask, Branch, Decide, End, Link, Procedure, Say

DECISION, OPEN, GOODBYE = "wish", "thanks", "goodbye"
_PLACES = {"greet": (0, 0), "ask_wish": (60, 150), DECISION: (10, 290), OPEN: (330, 410), GOODBYE: (180, 560)}


def chart() -> Procedure:
    """A bakery takes an order. One branch and one message lead nowhere yet; a loop has no limit."""
    return Procedure(
        name="Bakery",
        scope="orders at a bakery",
        start="greet",
        steps=(
            Say(id="greet", title="Greet", text="Hello, this is the bakery.", link=Link(to="ask_wish")),
            Ask(id="ask_wish", title="Ask what it is", text="Would you like cake or bread?", link=Link(to=DECISION)),
            Decide(
                id=DECISION,
                title="Cake or bread",
                branches=(
                    Branch(
                        id="cake",
                        condition="wants cake",
                        examples=("A cake, please", "Something sweet", "The apple tart"),
                        link=Link(to=OPEN),
                    ),
                    Branch(
                        id="bread",
                        condition="wants bread",
                        examples=("A loaf of rye", "Just bread", "Two white ones"),
                        link=Link(to=UNDRAWN),
                    ),
                    Branch(
                        id="unsure",
                        condition="is not sure",
                        examples=("What do you have?", "I cannot decide", "Hm, let me think"),
                        link=Link(to="ask_wish"),
                    ),
                ),
            ),
            Say(id=OPEN, title="Promise the cake", text="Your cake is ready at four.", link=Link(to=UNDRAWN)),
            End(id=GOODBYE, title="Goodbye", text="Thank you, and see you later."),
        ),
        layout={name: {"x": float(x), "y": float(y)} for name, (x, y) in _PLACES.items()},
    )
