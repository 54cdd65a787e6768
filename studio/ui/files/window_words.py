"""What to do about an error, for somebody at a window: where the parts that know no window name a command to type, the
way to the same in the window.

The command line keeps its own words. Saying the sentences in a language is `base.sentences`' business.
"""

from __future__ import annotations

from functools import cache

from studio.base.sentences import Sentence, in_language, sentence, unpacked

_ANEW = sentence("Compile its procedure again (Ctrl+R); only what is missing is done anew.")
INSTEAD = {
    "Start it again with `studio compile`; it goes on where it was.": sentence(
        "Compile its procedure again (Ctrl+R); it goes on where it was."
    ),
    "Let it finish, or check it with `studio verify`.": sentence(
        "Let it finish. If it is no longer at work, compile its procedure again (Ctrl+R); it goes on where it was."
    ),
    "Check it again with `studio verify`.": _ANEW,
    "Write them again with `studio compile`.": _ANEW,
    "Name a folder that `studio compile` made; it holds a run.json.": sentence(
        "Choose a compile from the panel History of compiles (Ctrl+Shift+L)."
    ),
    "Put its folder back there, or add it again with `studio models add PATH`.": sentence(
        "Put its folder back there, or add it again: menu Procedure, Base models."
    ),
    "Known are: {names}. Add others with `studio models add PATH`.": sentence(
        "Known are: {names}. Add others by the menu Procedure, Base models.", names=""
    ),
    "Run `studio check` on it and mend what it names.": sentence("Mend what the panel Findings lists."),
}


def in_window(text: str, language: str) -> str:
    """The same text, or the one for a window, in whole or in the parts it was made of. A plain text is looked for as a
    child process prints it in that language."""
    if not isinstance(text, Sentence):
        return _printed(language).get(text, text)
    template = INSTEAD[text.template].template if text.template in INSTEAD else text.template
    values = {
        name: in_window(value, language) if isinstance(value, str) else value for name, value in text.values.items()
    }
    made: Sentence = unpacked({"template": template, "values": values})
    return made


@cache
def _printed(language: str) -> dict[str, str]:
    """The hints without values, as they are printed in a language."""
    plain = {english: words for english, words in INSTEAD.items() if "{" not in english}
    return {in_language(Sentence(english), language): in_language(words, language) for english, words in plain.items()}
