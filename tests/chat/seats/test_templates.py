from __future__ import annotations

import pytest

from studio.chat.seats.templates import ChatTemplate
from studio.conversations.rendering import Message
from tests.chat.seats.fake_models import TEMPLATE

TALK = [Message("user", "[start]"), Message("assistant", "Hello!"), Message("user", "Lisbon, please")]
TOLD = "Follow the steps exactly.\nSAY hello"
NO_SYSTEM = (
    "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "[{{ m['role'] }}]{{ m['content'] }}{% endfor %}"
)
LOSES_SYSTEM = (
    "{% for m in messages %}{% if m['role'] != 'system' %}[{{ m['role'] }}]{{ m['content'] }}{% endif %}{% endfor %}"
)


def test_the_models_own_template_is_used():
    written = ChatTemplate(TEMPLATE).write(TOLD, TALK)
    assert written.way == "system"
    said = "<user>[start]</user><assistant>Hello!</assistant><user>Lisbon, please</user><assistant>"
    assert written.text == f"<system>{TOLD}</system>{said}"


@pytest.mark.parametrize("source", [NO_SYSTEM, LOSES_SYSTEM])
def test_where_it_has_no_system_line_the_instructions_head_the_first_message(source):
    written = ChatTemplate(source).write(TOLD, TALK)
    assert written.way == "first message"
    assert written.text.startswith(f"[user]{TOLD}\n\n[start]")
    assert written.text.count("SAY hello") == 1


@pytest.mark.parametrize("source", ["", "{% for %}", "{{ messages.nothing.at.all }}", "always the same"])
def test_without_one_that_works_it_is_a_plain_transcript(source):
    written = ChatTemplate(source, bos="<s>", end="</s>").write(TOLD, TALK)
    assert written.way == "plain"
    assert written.text == f"<s>{TOLD}\n\nUser: [start]\nAgent:\nHello!</s>\nUser: Lisbon, please\nAgent:\n"
    assert written.stops == ("\nUser:",)


def test_a_template_can_reach_nothing_outside_itself():
    written = ChatTemplate("{{ ''.__class__.__mro__[1].__subclasses__() }}").write(TOLD, TALK)
    assert written.way == "plain"
