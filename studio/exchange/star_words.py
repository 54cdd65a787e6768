"""Words that a STAR task does not bring: how people take each branch, and what a made-up table holds. All our own."""

from __future__ import annotations

from typing import NamedTuple

GOODBYE = "Thank you and goodbye."
ANYTHING_ELSE = "Is there anything else that I can do for you?"


class Taken(NamedTuple):
    """When a branch is taken, and how people say so."""

    condition: str
    examples: tuple[str, ...]


YES = Taken(
    "the person agrees",
    (
        "Yes", "Yes, please", "Sure, go ahead", "That works for me", "Sounds good, do it", "Absolutely",
        "Please do", "Okay, let's do that", "Right, that suits me", "Of course", "Fine by me", "Yep, that's the one",
    ),
)  # fmt: skip
NO = Taken(
    "the person does not want that",
    (
        "No", "No, thanks", "I'd rather not", "Not this time", "That doesn't suit me after all", "Please don't",
        "Hmm, no, leave it", "I have changed my mind", "Nope", "Not really", "Let's not",
        "I would like something different",
    ),
)  # fmt: skip
MORE = Taken(
    "the person wants something more",
    (
        "Yes, one more thing", "Actually, yes", "I need something more", "Can you do another one for me?",
        "There is something else", "One more, please", "Yes, could we do that again?",
        "Before you go, another question",
    ),
)  # fmt: skip
DONE = Taken(
    "the person needs nothing more or says thank you",
    (
        "No, that's all", "Nothing else, thank you", "That was everything", "Thanks, I'm good", "All set, cheers",
        "No, bye", "That's it for today", "Great, thank you so much", "I have all I need", "Goodbye then",
        "Lovely, thanks for your help", "No more, thanks",
    ),
)  # fmt: skip
STOP = Taken(
    "the person wants to stop",
    (
        "No, I've had enough", "Let's stop here", "I'd like to finish now", "That's enough for me", "No more, thanks",
        "I give up, no more", "I have to go now", "Quit", "End it here", "No, I'm done",
    ),
)  # fmt: skip
ON = Taken(
    "the person wants to go on",
    (
        "Yes, another one", "Keep going", "Next one, please", "Sure, let's continue", "One more round", "Go on",
        "I want to keep playing", "Yes, give me the next", "Bring it on", "Of course, next",
    ),
)  # fmt: skip
RIGHT = Taken(
    "the answer given is the right one",
    (
        "It is Paris", "I'd say 1989", "Mount Everest", "Is it the blue whale?", "My answer is Shakespeare", "Seven",
        "The heart", "That must be Jupiter",
    ),
)  # fmt: skip
WRONG = Taken(
    "the answer given is a wrong one",
    (
        "London, perhaps", "Maybe 1870", "A mouse?", "I guess twelve", "Could it be Mars", "The kidney",
        "I think it's copper", "Beethoven?",
    ),
)  # fmt: skip
UNKNOWN = Taken(
    "the person does not know the answer",
    (
        "I don't know", "No idea", "I have no clue", "Pass", "You got me there", "Tell me, I can't say", "Beats me",
        "I would only be guessing", "Skip this one", "Not a clue, sorry",
    ),
)  # fmt: skip

# Conditions that stand alone in a graph, by their names there.
BRANCHES = {"yes": YES, "no": NO, "correct": RIGHT, "incorrect": WRONG, "noanswer": UNKNOWN, "done": STOP}
ANSWERS = ("correct", "incorrect", "noanswer")

NAMES = ("Maya Lindqvist", "Tom Okafor", "Renata Silva", "Jules Moreau", "Priya Nair", "Sam Whitlock", "Ines Haddad",
         "Oskar Brandt")  # fmt: skip
NOTES = (
    "everything is in order",
    "please look at the note in your file",
    "a colleague will write to you today",
    "the details follow by e-mail",
)
