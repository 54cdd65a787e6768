"""From a yes/no question to what people answer instead of yes or no.

"Is the light green?" -> "the light is green", "it's green", "green"; "it isn't", "the light's red". "Shall I send it?"
-> "please send it", "don't send it". What cannot be turned safely is left alone. Which question is meant where several
are asked, and what sort of question it is (an offer, a repair, a confirmation ...), is told too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from studio.conversations.phrasebook.grammar import (
    BE,
    IMPERSONAL,
    NEGATED,
    classes,
    contracted,
    opposite,
    parted,
    past,
    pronoun,
    third,
    turned,
)

AUXILIARY = "is|are|was|were|do|does|did|have|has|can|could|will|would|should|shall|may|am"
SPLIT = re.compile(rf",? (?:and|or|but) (?=(?:{AUXILIARY})\s)|, (?=(?:{AUXILIARY})\s)", re.IGNORECASE)
SORTS = (
    ("confirm", r"\b(?:correct|(?<!all )right|true|accurate|complete|in order)\b[^?]*$|\bdid i (?:get|understand)"),
    ("fix", r"\b(?:help|work|works|worked|working|fix|fixed|solved?|resolved?|better|gone|cleared|improve\w*|"
            r"all ?right|alright)\b(?!ing\b)|\bnow$|\bback (?:on|up|again)?$"),
    ("offer", r"^(?:shall|should|may) (?:i|we)\b|^would you like\b|^do you want\b|^would that\b|^does that suit|"
              r"^can i (?!see)|^are you (?:happy|ok|okay|interested|fine)\b|"
              r"^is (?:that|it|this) (?:ok|okay|fine|all right)"),
    ("request", r"^(?:can|could|will|would) you (?!see|hear|feel|still|find)\b"),
    ("have", r"^(?:do|did) you (?:\w+ )?(?:have|own)\b|^have you got\b"),
    ("see", r"^(?:is|are|was|were) there\b|^(?:do|can|could|did) you (?:\w+ )?(?:see|hear|find|notice|feel)\b"),
    ("done", r"^(?:have|did) you\b"),
)  # fmt: skip
OFFER = re.compile(r"^(?:shall|should|may|can) (?:i|we) (.+)$|^(?:do you want|would you like) (?:me|us) to (.+)$", re.I)
WISH = re.compile(r"^(?:would you (?:like|prefer)|do you (?:want|need|wish)) (.+)$", re.I)


class Reading(NamedTuple):
    """A yes/no question read: its sort ("" where none is told), its short answers, and statements by construction."""

    sort: str
    short: dict[str, tuple[str, ...]]
    said: dict[str, dict[str, tuple[str, ...]]]

    def statements(self, answer: str, split: str) -> tuple[str, ...]:
        """The statements that give an answer ("yes", "no") in a split. Bare-bones and emphatic ones are held out."""
        wanted = self.said.get(answer, {})
        kept = [texts for name, texts in wanted.items() if (name in HELD_OUT) == (split == "held_out")]
        return tuple(text for texts in kept for text in texts)


# Requests for words and not for deeds: they are answered with a value.
TELLING = frozenset("tell give say let answer choose send confirm know hold wait see look have".split())
HELD_OUT = frozenset(("emphatic", "telegraphic"))


@lru_cache(maxsize=4000)
def clauses(text: str) -> tuple[str, ...]:
    """The yes/no questions of a text, without their question marks: "is it on" and "can you see it"."""
    found: list[str] = []
    for sentence in re.findall(r"[^.?!]+\?", text):
        for part in SPLIT.split(sentence.rstrip("?")):
            match = re.search(
                rf"(?:^|[,:;] |\b(?:and|but|so|or|first|now|then) )((?:{AUXILIARY})\b .+)$", part.strip(), re.I
            )
            if match:
                told = re.split(r",? (?:such as|for example|for instance|e\.g\.) ", match[1])[0]
                found.append(" ".join(told.rstrip(",").split()).replace("all right", "alright"))
    return tuple(found)


def question_for(text: str, about: str = "") -> str:
    """The yes/no question of a text that is about something (a field's title), else its last; empty if none."""
    asked = clauses(text)
    if not asked:
        return ""
    wanted = _content(about)
    if not wanted or len(asked) == 1:
        return asked[-1]
    return max(reversed(asked), key=lambda clause: len(_content(clause) & wanted))


def _content(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3}


def is_alternative(text: str) -> bool:
    """Whether a text asks which of two things it shall be, so that a plain yes says nothing."""
    last = re.findall(r"[^.?!]+\?", text)
    return bool(last) and re.search(r"\bor (?!\w+\?$)(?!so\b)", last[-1]) is not None


@lru_cache(maxsize=4000)
def reading(question: str) -> Reading | None:
    """A yes/no question read; None where it is none. `question` comes from `question_for`."""
    words = question.strip(" ?").split()
    if len(words) < 2 or not re.fullmatch(AUXILIARY, words[0].casefold()):
        return None
    asked = " ".join(words)
    sort = next((name for name, pattern in SORTS if re.search(pattern, asked.casefold())), "")
    if found := OFFER.match(asked):
        return _offered(turned(found[1] or found[2]), asked)
    if found := WISH.match(asked):
        return _wished(turned(found[1]), sort or "offer")
    return _stated(words[0].casefold(), " ".join(words[1:]), sort)


REQUEST = re.compile(
    r"(?:^|[.!?:,] |, (?:then|and) |\bplease )(?:please |now |then |first |just |next |kindly )*"
    r"([a-z]+) ((?:(?:off|on|up|down|out|in|back) )?(?:your|the|all|any|every|it|both|a|an)\b[^.!?]*)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4000)
def request(text: str) -> Reading | None:
    """What a text asks a person to do ("Please unplug the router"), read as a question whether they have done it."""
    for match in REQUEST.finditer(text):
        verb = match[1].casefold()
        if verb not in classes().verbs or verb in TELLING:
            continue
        thing = re.split(r",| and | then | until | for ", turned(match[2]))[0].strip()
        if len(thing.split()) > 8:
            continue
        done = past(verb)
        return Reading(
            "request",
            {"yes": ("I did", "I have", "done"), "no": ("I didn't", "I can't", "I haven't")},
            {
                "yes": {
                    "full": (f"I {done} {thing}", f"I just {done} {thing}", f"ok I {done} {thing}", f"{done} {thing}"),
                    "telegraphic": (f"{thing}: done", f"{thing} taken care of"),
                },
                "no": {
                    "full": (f"I can't {verb} {thing}", f"I couldn't {verb} {thing}", f"I didn't {verb} {thing}",
                             f"I don't know how to {verb} {thing}", f"I don't want to {verb} {thing}"),
                    "telegraphic": (f"{thing}: no way to {verb}", f"unable to {verb} {thing}"),
                },
            },
        )  # fmt: skip
    return None


def _offered(action: str, asked: str) -> Reading:
    action = re.sub(r"^(?:also|maybe|perhaps|now|please|still) ", "", action)
    bare = re.sub(r" (?:for you|now|then)$", "", action)
    asks_leave = re.match(r"(?:may|can)\b", asked, re.IGNORECASE) is not None
    positive = (f"please {bare}", f"{bare} please", f"you can {bare}", f"yes {bare}", f"{bare}", f"do {bare}")
    allowed = (f"you can {bare}", f"you may {bare}", f"go ahead and {bare}", f"of course you can {bare}")
    return Reading(
        "offer",
        {"yes": ("please do", "you can", "do"), "no": ("please don't", "don't", "no need")},
        {
            "yes": {
                "full": allowed if asks_leave else positive,
                "led": (f"I'd like you to {bare}", f"it'd be good if you could {bare}", f"ok {bare} then"),
                "emphatic": (f"{bare} by all means", f"kindly {bare}"),
            },
            "no": {
                "full": (f"don't {bare}", f"please don't {bare}", f"no need to {bare}", f"you don't have to {bare}"),
                "led": (f"I don't want you to {bare}", f"I'd rather you didn't {bare}", f"better not {bare}"),
                "emphatic": (f"never {bare}", f"refrain, do not {bare}"),
            },
        },
    )


def _wished(thing: str, sort: str) -> Reading:
    to = re.sub(r"\bany\b", "some", thing)
    doing = to.removeprefix("to ")
    return Reading(
        sort,
        {"yes": ("I would", "I do", "I'd like that"), "no": ("I wouldn't", "I don't", "I'd rather not")},
        {
            "yes": {
                "full": (f"I'd like {to}", f"I want {to}", f"I would like {to}", f"I do want {to}", f"I'd love {to}"),
                "bare": (doing, f"{doing} please"),
                "emphatic": (f"nothing better than {to}", f"{doing}, gladly"),
            },
            "no": {
                "full": (f"I don't want {thing}", f"I wouldn't like {thing}", f"I don't need {thing}"),
                "bare": (
                    f"not {thing}",
                    f"no {thing}" if not thing.startswith("to ") else f"I'd rather not {thing[3:]}",
                ),
                "emphatic": (f"{thing.removeprefix('to ')}? spare me",),
            },
        },
    )


def _stated(auxiliary: str, rest: str, sort: str) -> Reading | None:
    subject, remainder = parted(auxiliary, rest)
    if not subject:
        return None
    if subject.casefold() in ("you", "we") and auxiliary in ("are", "were"):
        auxiliary = {"are": "am", "were": "was"}[auxiliary] if subject.casefold() == "you" else auxiliary
    subject = turned(subject, subject=True)
    remainder = turned(remainder)
    short = _short(auxiliary, subject)
    if not remainder:
        return Reading(sort, short, {})
    said: dict[str, dict[str, tuple[str, ...]]] = {"yes": {}, "no": {}}
    for answer, name, text in _variants(auxiliary, subject, remainder):
        kept = said[answer].get(name, ())
        said[answer][name] = (*kept, " ".join(text.split()))
    return Reading(sort, short, said)


def _short(auxiliary: str, subject: str) -> dict[str, tuple[str, ...]]:
    stands = pronoun(subject, auxiliary)
    if subject.casefold() in IMPERSONAL:
        who = {"anything": "something"}.get(subject.casefold(), "somebody")
        none = "nothing" if who == "something" else "nobody"
        return {
            "yes": (f"{who} {auxiliary}",),
            "no": (none, f"{none} {auxiliary}", "no one" if who == "somebody" else none),
        }
    negative = f"{stands}'m not" if auxiliary == "am" else f"{stands} {NEGATED[auxiliary]}"
    extra = (f"{stands}'s not",) if auxiliary == "is" else (f"{stands}'re not",) if auxiliary == "are" else ()
    return {"yes": (f"{stands} {auxiliary}",), "no": (negative, *extra)}


def _variants(auxiliary: str, subject: str, rest: str) -> Iterator[tuple[str, str, str]]:
    """(answer, construction, statement) for a question's parts."""
    if subject.casefold() in IMPERSONAL:
        yield from _impersonal(auxiliary, subject.casefold(), rest)
        return
    stands = pronoun(subject, auxiliary)
    positive, negative = _cleared(rest)
    for who in dict.fromkeys((subject, stands)):
        name = "full" if who == subject else "pronoun"
        if auxiliary in ("do", "does", "did"):
            yield "yes", name, f"{who} {_inflected(auxiliary, positive)}"
            yield "no", name, f"{who} {NEGATED[auxiliary]} {negative}"
            yield "yes", "emphatic", f"{who} really {auxiliary} {positive}"
            yield "no", "emphatic", f"{who} never {_inflected(auxiliary, negative.removesuffix(' yet'))}"
            continue
        yield "yes", name, f"{who} {auxiliary} {positive}"
        yield "yes", "contracted", f"{contracted(who, auxiliary)} {positive}"
        denied = f"{who}'m not" if auxiliary == "am" else f"{who} {NEGATED[auxiliary]}"
        yield "no", name, f"{denied} {negative}"
        if auxiliary in BE and auxiliary != "am":
            yield "no", "contracted", f"{contracted(who, auxiliary)} not {negative}"
        yield "yes", "emphatic", f"{who} sure {auxiliary} {positive}"
        yield "no", "emphatic", f"{who} simply {NEGATED.get(auxiliary, auxiliary + ' not')} {negative}"
    if auxiliary in BE and stands not in ("there", "I"):
        yield from _bare(auxiliary, subject, stands, positive, negative)
    elif stands == "there":
        yield "no", "full", f"there {auxiliary} no {re.sub(r'^(?:any|a|an|some) ', '', negative)}"


def _bare(auxiliary: str, subject: str, stands: str, positive: str, negative: str) -> Iterator[tuple[str, str, str]]:
    if len(positive.split()) <= 5:
        yield "yes", "bare", positive
        yield "no", "bare", f"not {negative}"
    nouns = re.sub(r"^(?:the|my|your|a|an|this|that) ", "", subject)
    if nouns != subject:
        yield "yes", "telegraphic", f"{nouns} {positive}"
        yield "no", "telegraphic", f"{nouns} not {negative}"
    for other in opposite(positive):
        yield "no", "opposite", f"{contracted(stands, auxiliary)} {other}"
        yield "no", "opposite", f"{subject} {auxiliary} {other}"
        yield "no", "opposite", other
        yield "no", "opposite", f"not {positive}, {other}"


def _impersonal(auxiliary: str, subject: str, rest: str) -> Iterator[tuple[str, str, str]]:
    some, none = ("something", "nothing") if subject == "anything" else ("somebody", "nobody")
    other = "no one" if none == "nobody" else none
    told = auxiliary if auxiliary not in ("do", "does", "did") else ""
    inflected = rest if told else _inflected({"do": "does"}.get(auxiliary, auxiliary), rest)
    yield "yes", "full", f"{some} {told} {inflected}"
    yield "yes", "full", f"{some.replace('body', 'one')} {told} {inflected}"
    yield "no", "full", f"{none} {told} {inflected}"
    yield "no", "full", f"{other} {told} {inflected}"
    yield "no", "led", f"{none}, thank god" if rest.startswith("hurt") else f"{none} at all"
    yield "yes", "emphatic", f"there's {some} who {told} {inflected}" if some != "something" else f"{some} indeed"
    yield (
        "no",
        "emphatic",
        f"not a single soul {told} {inflected}" if some != "something" else "nothing of the sort there",
    )


def _inflected(auxiliary: str, verb_phrase: str) -> str:
    """The verb with the auxiliary's tense and person: ("does", "work now") -> "works now"."""
    adverb, verb_phrase = re.fullmatch(r"((?:still|also|already|ever) )?(.*)", verb_phrase).groups(default="")  # type: ignore[union-attr]
    verb, _, rest = verb_phrase.partition(" ")
    told = {"do": verb, "does": third(verb), "did": past(verb)}[auxiliary]
    return f"{adverb.replace('ever ', '')}{told} {rest}".rstrip()


def _cleared(rest: str) -> tuple[str, str]:
    """What is said of the subject, as a yes and as a no puts it."""
    positive = re.sub(r"\b(?:ever|by any chance) ?", "", rest)
    positive = re.sub(r"\bany (?=better|more|worse|different|closer|easier|longer)", "", positive)
    positive = re.sub(r"\bany\b", "some", re.sub(r"\byet\b", "already", positive))
    positive = re.sub(r"\b(?:anything|anyone|anybody)\b", lambda m: "some" + m[0][3:], positive)
    negative = re.sub(r"\b(?:by any chance|already) ?", "", rest).strip()
    if re.search(r"\bstill\b", negative):
        negative = re.sub(r"\bstill ?", "", negative).strip() + " any more"
    elif re.search(r"\balready\b", rest):
        negative += " yet"
    return positive.strip(), re.sub(r"\bsome\b", "any", negative)
