"""The partners one can talk to side by side: the compiled model, the same base with the procedure in its prompt, the
same base led by an orchestrator, any other GGUF, an endpoint on the premises.

    room = SeatRoom(RUN)                       (room.py: opens nothing yet)
    seat = room.seat(SeatSpec("prompted"))     (loads; blocks)
    seat.open(); seat.say("Lisbon please")     (seat.py: the interface and the records)
    room.fairness(), room.close()
"""
