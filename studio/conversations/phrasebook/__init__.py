"""The embedded writer: user messages from phrase families, values in all the ways people write them, noise on top.

Deterministic under a random state, no model needed. The phrases themselves are data (resources/phrasebook/en); what a
message must mean is fixed by its cue.
"""

from studio.conversations.phrasebook.writer import Phrasebook

__all__ = ["Phrasebook"]
