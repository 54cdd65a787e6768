"""The pane with real engines on tiny random models: children that die, and files that are none."""

from __future__ import annotations

import os
import random

import psutil
import pytest

from studio.base.runfolder import create
from studio.chat.chats import ChatFolder
from studio.chat.seats.spec import SeatSpec
from studio.procedure.file import dumps
from studio.ui.chat import leaving
from studio.ui.chat.panel import ChatPanel
from studio.ui.chat.rooms import make_room
from studio.ui.chat.talk import Talk
from tests.engine.tiny_gguf import make_gguf

COMPILED = SeatSpec(kind="compiled")
HOSTILE = int(os.environ.get("STUDIO_HOSTILE", "1000"))  # mutated files
KILLS = int(os.environ.get("STUDIO_KILLS", "33"))


@pytest.fixture
def run(tmp_path, small):
    folder = create(tmp_path / "run", "Small", base="starter")
    folder.procedure.write_text(dumps(small), "utf-8")
    make_gguf(folder.gguf, context=8192)  # a model of random weights hardly ever stops by itself
    return folder.path


@pytest.fixture
def panel(qtbot, run):
    talk = Talk(make_room, lambda: None, usual=(COMPILED,))
    made = ChatPanel(talk)
    qtbot.addWidget(made)
    made.show()
    talk.open(run)
    yield made
    talk.close()
    leaving.wait()


@pytest.fixture
def rest(qtbot, panel):
    def wait():
        qtbot.waitUntil(lambda: not panel.talk.is_busy and panel.talk._next() is None, timeout=60_000)

    return wait


def engines():
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if "engine" in child.cmdline():
                found.append(child)
        except psutil.Error:
            continue
    return found


def test_an_engine_that_is_killed_is_a_sentence_and_starts_again(panel, rest, qtbot):
    talk = panel.talk
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    rest()
    slot = talk.slots[0]
    assert slot.trouble is None
    assert talk.turns("compiled")[0].measures.written_tokens > 0
    for child in engines():
        child.kill()
    talk.say("XL")
    rest()
    assert slot.trouble is not None
    assert slot.trouble.message.startswith("The engine running model.gguf")
    assert panel.conversation.rows[1].cells["compiled"].shown.standing == "troubled"
    talk.resume("compiled")
    rest()
    assert slot.trouble is None
    assert len(talk.turns("compiled")) == 2
    talk.close()
    leaving.wait()
    assert engines() == []


def test_files_that_are_no_models_are_sentences_and_the_window_stays(panel, rest, run, tmp_path, qtbot):
    talk = panel.talk
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    rest()
    whole = (run / "model.gguf").read_bytes()
    rng = random.Random(3)
    damaged = bytearray(whole)
    for _ in range(200):
        damaged[rng.randrange(min(len(damaged), 4000))] = rng.randrange(256)
    for number, content in enumerate((b"", b"GGUF" + b"\xff" * 400, whole[: len(whole) // 2], bytes(damaged))):
        path = tmp_path / f"hostile{number}.gguf"
        path.write_bytes(content)
        talk.add_seat(SeatSpec(kind="gguf", path=path))
        rest()
        slot = talk.slots[-1]
        assert slot.trouble is not None
        assert slot.trouble.hint
        assert panel.isVisible()
        talk.remove_seat(slot.key)
    talk.say("XL")
    rest()
    assert len(talk.turns("compiled")) == 2


@pytest.mark.slow
def test_engines_killed_at_random_moments_lose_no_answer(panel, rest, run, qtbot):
    """A third of a hundred kills; the others are of windows (test_killed) and of workers (compile/test_for_real)."""
    talk, rng, kept = panel.talk, random.Random(7), {}
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    rest()
    killed = 0
    for number in range(3 * KILLS):
        if number % 3 == 0:
            talk.new_chat()
            rest()
        talk.say(f"line {number}")
        qtbot.wait(rng.randrange(1200))
        for child in engines():
            child.kill()
            killed += 1
        rest()
        if talk.slots[0].trouble is not None:
            talk.resume("compiled")
            rest()
        assert talk.slots[0].trouble is None
        talk.keeper.flush()
        kept[talk.chat.id] = answers(talk.chat)
        assert kept[talk.chat.id] == number % 3 + 2  # the opening, and an answer to each line
        if killed >= KILLS:
            break
    assert killed >= KILLS
    assert {id: answers(ChatFolder(run).load(id)) for id in kept} == kept


def answers(chat):
    return sum("compiled" in exchange.replies for exchange in chat.tree.path())


@pytest.mark.slow
def test_mutated_models_never_take_the_window_down(panel, rest, run, tmp_path, qtbot):
    talk = panel.talk
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    rest()
    whole = (run / "model.gguf").read_bytes()
    rng = random.Random(11)
    died = 0
    for number in range(HOSTILE):
        damaged = bytearray(whole)
        reach = rng.choice((200, 4_000, len(damaged)))
        for _ in range(rng.choice((1, 4, 40, 400))):
            damaged[rng.randrange(min(len(damaged), reach))] = rng.randrange(256)
        path = tmp_path / f"mutated{number}.gguf"
        path.write_bytes(bytes(damaged))
        talk.add_seat(SeatSpec(kind="gguf", path=path))
        rest()
        slot = talk.slots[-1]
        died += slot.trouble is not None
        assert slot.trouble is None or (slot.trouble.message and "Traceback" not in slot.trouble.message)
        assert panel.isVisible()
        talk.remove_seat(slot.key)
        path.unlink()
    assert died > HOSTILE // 10
    talk.say("XL")
    rest()
    assert len(talk.turns("compiled")) == 2
