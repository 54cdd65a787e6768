"""The sheet before a compile: what it says, what it asks the child, and the order it makes. Nothing is measured here;
the child is a fake that is given its answers."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPushButton

from studio.base import paths, settings
from studio.base.errors import StudioError
from studio.compile import choices as kept
from studio.compile import launch
from studio.compile.choices import Choices
from studio.compile.estimate import Base, CompileEstimate, Course, Method, Need, Place
from studio.plan.budget import MINUTES
from studio.procedure.file import load
from studio.ui import theme
from studio.ui.compile import sheet as sheets
from studio.ui.compile.sheet import Sheet, key_of, last_choices
from studio.ui.compile.sheet_asking import Asking
from studio.ui.document import Document

GIGA = 2**30
DAY = date(2026, 3, 2)


class Window(QMainWindow):
    """What the sheet needs of a window."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.gone_to: list[str] = []

    def go_to(self, step: str) -> None:
        self.gone_to.append(step)


class Fake(Asking):
    """A child that answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict] = []
        self.busy = False

    @property
    def is_busy(self) -> bool:
        return self.busy

    def ask(self, command, said="") -> None:
        assert command[-2:] == ["worker", "estimate"]
        self.asked.append(json.loads(said))
        self.busy = True

    def stop(self) -> None:
        self.busy = False

    @property
    def choices(self) -> Choices:
        return Choices.model_validate(self.asked[-1]["choices"])

    def answer(self, found: CompileEstimate, *, last: bool = True) -> None:
        self.busy = not last
        self.line.emit(json.dumps({"estimate": found.model_dump(mode="json")}))
        if last:
            self.ended.emit("", None)


def estimate(choices: Choices, **changes) -> CompileEstimate:
    """An estimate as the child makes them, of a plain computer."""
    made = dict(
        certainty="measured",
        base=Base(name=choices.base, folder=Path("base"), licence="cc-by-sa-4.0", parameters=7_200_000, context=8192,
                  stored=14_000_000),
        place=Place(kind="cpu", name="processor", computer="Testing, 2 cores", processor="Testing", cores=2,
                    memory=8 * GIGA, memory_free=6 * GIGA, disk_free=50 * GIGA),
        method=Method(method="full", rank=64, rate=1e-3, kind="Q8_0", reasons={}),
        order=choices.order(Path("base"), "hash", DAY),
        memory=GIGA,
        disk=GIGA // 3,
        file=8_000_000,
        chat=160_000_000,
        courses=tuple(
            Course(name=name, seconds=60 * most, likely=40 * most, conversations=1000 * round(most), learned=1000,
                   checked=150, run=Path(f"/runs/{name}"))
            for name, most in MINUTES.items()
        ),
    )  # fmt: skip
    return CompileEstimate(**{**made, **changes})


@pytest.fixture
def document(qapp):
    theme.install(qapp, "light")
    made = Document()
    made.load(paths.sample("hello"))
    return made


@pytest.fixture
def sheet(qtbot, document, monkeypatch):
    monkeypatch.setattr(sheets, "QUIET", 0)
    return opened(qtbot, document)


def opened(qtbot, document) -> Sheet:
    window = Window(document)
    qtbot.addWidget(window)
    made = Sheet(window, Fake())
    made.show()
    qtbot.waitUntil(lambda: len(made._asking.asked) > 0, timeout=3000)
    return made


def asked_again(qtbot, sheet, act) -> Choices:
    """The choices that the child is asked about after doing something."""
    before = len(sheet._asking.asked)
    act()
    qtbot.waitUntil(lambda: len(sheet._asking.asked) > before, timeout=3000)
    return sheet._asking.choices


def test_before_the_first_answer_the_ceilings_are_known_and_nothing_can_be_started(sheet):
    assert sheet._asking.choices == Choices()
    assert [card.figure for card in sheet.cards.cards.values()] == ["up to 4 min", "up to 14 min", "up to 54 min"]
    assert not sheet.button.isEnabled()
    assert sheet.verdict.texts() == ["Looking at this computer and the chart."]


def test_an_answer_is_told_in_plain_words(sheet):
    sheet._asking.answer(estimate(Choices()))
    assert [card.figure for card in sheet.cards.cards.values()] == ["3–4 min", "10–15 min", "40–60 min"]
    assert sheet.cards.cards["standard"].lines[0] == "15,000 practice conversations"
    assert sheet.told_base.whole == "13 MB · Licence cc-by-sa-4.0"
    assert sheet.facts["computer"].whole == "Testing, cores: 2, no graphics card"
    assert sheet.facts["memory"].text() == "about 1.0 GB to compile (6.0 GB free), 0.1 GB to use the result"
    assert sheet.facts["result"].whole == "/runs/standard"
    assert sheet.verdict.texts() == ["Ready to compile."]
    assert sheet.button.isEnabled()
    said = " ".join([sheet.heading.whole, sheet.about.text(), sheet.told_how.text(), *sheet.verdict.texts()])
    assert not [word for word in ("token", "epoch", "LoRA", "weights", "gradient") if word in said]


def test_a_quick_answer_says_that_measuring_goes_on(sheet):
    sheet._asking.answer(estimate(Choices(), certainty="reckoned"), last=False)
    assert "Measuring" in sheet.told_how.text()
    assert sheet.button.isEnabled()
    sheet._asking.answer(estimate(Choices()))
    assert sheet.told_how.text() == "Measured on this computer just now."


def test_compile_makes_the_order_and_remembers_the_choice(sheet, document):
    sheet._asking.answer(estimate(Choices()))
    sheet.cards.cards["quick"].click()
    assert sheet.facts["result"].whole == "/runs/quick"
    sheet.button.click()
    assert sheet.result() == Sheet.DialogCode.Accepted
    assert sheet.order == Choices(budget="quick").order(Path("base"), "hash", DAY)
    assert kept.recall(key_of(document)) == Choices(budget="quick")
    assert last_choices(document) == Choices(budget="quick")


def test_cancel_orders_nothing_and_remembers_nothing(sheet, document):
    sheet._asking.answer(estimate(Choices()))
    sheet.cancel.click()
    assert sheet.order is None
    assert kept.recall(key_of(document)) is None
    assert not sheet._asking.is_busy


def test_what_was_chosen_last_is_shown_again(qtbot, document):
    chosen = Choices(base="mine", budget="thorough", method="lora", rank=16, seconds=300, seed=7)
    kept.remember(key_of(document), chosen)
    made = opened(qtbot, document)
    assert made._asking.choices == chosen
    assert made.cards.current == "thorough"
    assert made.base.currentData() == "mine"
    assert made.fold.is_open
    assert (made.advanced.method.currentData(), made.advanced.rank.value, made.advanced.minutes.value) == (
        "lora",
        16,
        5,
    )


def test_settings_decide_where_nothing_was_chosen_yet(document):
    settings.save(settings.Settings(budget="quick", base="other"))
    assert last_choices(document) == Choices(base="other", budget="quick")


def test_advanced_choices_reach_the_child_and_the_order(qtbot, sheet):
    sheet.fold.set_open(True)
    advanced = sheet.advanced

    def act():
        advanced.method.setCurrentIndex(advanced.method.findData("qlora"))
        advanced.method.activated.emit(advanced.method.currentIndex())
        for entry, text in (
            (advanced.rank, "8"),
            (advanced.rate, "2e-4"),
            (advanced.minutes, "7"),
            (advanced.seed, "3"),
        ):
            entry.setText(text)
            entry.editingFinished.emit()
        advanced.kind.setCurrentIndex(advanced.kind.findData("F16"))
        advanced.kind.activated.emit(advanced.kind.currentIndex())

    chosen = asked_again(qtbot, sheet, act)
    assert chosen == Choices(method="qlora", rank=8, rate=2e-4, seconds=420, seed=3, kind="F16")
    assert not sheet.button.isEnabled()
    assert sheet.cards.cards["standard"].figure == "up to 7 min"
    own = Course(
        name="standard", seconds=420, likely=400, conversations=300, learned=400, checked=150, run=Path("/own")
    )
    sheet._asking.answer(estimate(chosen, own=own))
    assert sheet.cards.cards["standard"].figure == "7 min"
    sheet.accept()
    assert sheet.order == chosen.order(Path("base"), "hash", DAY)
    assert asked_again(qtbot, sheet, advanced.again.click) == Choices()


def test_a_ceiling_of_ones_own_is_estimated_anew_for_another_budget(qtbot, document):
    kept.remember(key_of(document), Choices(seconds=90.0))
    made = opened(qtbot, document)
    assert made.advanced.minutes.value == 2
    assert made.advanced.chosen(made.choices).seconds == 90.0  # what was not touched stays exact
    chosen = asked_again(qtbot, made, made.cards.cards["quick"].click)
    assert (chosen.budget, chosen.seconds) == ("quick", 90.0)


def test_the_writer_may_be_a_file(qtbot, sheet, monkeypatch):
    monkeypatch.setattr(sheet.advanced, "ask_for_file", lambda: "/models/writer.gguf")
    writer = sheet.advanced.writer

    def act():
        writer.setCurrentIndex(writer.count() - 1)
        writer.activated.emit(writer.currentIndex())

    assert asked_again(qtbot, sheet, act).writer == "/models/writer.gguf"
    assert writer.currentText() == "writer.gguf"
    monkeypatch.setattr(sheet.advanced, "ask_for_file", lambda: "")
    assert asked_again(qtbot, sheet, act).writer == "phrasebook"


def test_too_little_memory_is_told_with_a_remedy(sheet):
    need = Need(code="memory", stops=True, message="-", remedy="-")
    sheet._asking.answer(estimate(Choices(), needs=(need,), memory=9 * GIGA))
    assert sheet.verdict.texts() == [
        "There is too little memory: teaching Starter needs about 9.0 GB, and this computer has 6.0 GB free. "
        "Close other programs; there is no smaller base model."
    ]
    assert not sheet.verdict.findChildren(QPushButton)
    assert not sheet.button.isEnabled()
    sheet.accept()
    assert sheet.order is None
    large = estimate(Choices(base="big"), needs=(need,), memory=9 * GIGA)
    sheet._asking.answer(large)
    assert sheet.verdict.texts()[0].endswith("Close other programs, or choose a smaller base model.")


def test_too_little_disk(sheet):
    need = Need(code="disk", stops=True, message="-", remedy="-")
    sheet._asking.answer(estimate(Choices(), needs=(need,), disk=90 * GIGA))
    assert (
        "There is too little room on the disk: about 90 GB are needed, and 50 GB are free." in sheet.verdict.texts()[0]
    )


def test_a_base_too_large_marks_the_cards(sheet):
    slow = [course.model_copy(update={"learned": 150}) for course in estimate(Choices()).courses]
    large = estimate(Choices(base="big")).base.model_copy(update={"parameters": 7_000_000_000})
    sheet._asking.answer(estimate(Choices(), courses=tuple(slow), base=large))
    assert "big is too large for this computer." in sheet.verdict.texts()[1]
    assert "graphics card" in sheet.verdict.texts()[1]
    assert {card.sign for card in sheet.cards.cards.values()} == {"advice"}
    assert sheet.button.isEnabled()
    hopeless = [course.model_copy(update={"learned": 5}) for course in slow]
    sheet._asking.answer(estimate(Choices(), courses=tuple(hopeless), base=large))
    assert {card.sign for card in sheet.cards.cards.values()} == {"problem"}
    assert not sheet.button.isEnabled()


def test_a_base_that_is_gone(sheet):
    need = Need(code="base", stops=True, message="There is no base model mine.", remedy="Known are: starter.")
    sheet._asking.answer(CompileEstimate(needs=(need,)))
    assert sheet.verdict.texts() == ["There is no base model mine. Choose another base model, or add this one again."]
    assert sheet.facts["memory"].text() == "–"
    assert "Base models…" in [button.text() for button in sheet.verdict.findChildren(QPushButton)]


def test_problems_of_the_chart_come_from_the_window_and_lead_to_their_step(qtbot, document, monkeypatch):
    monkeypatch.setattr(sheets, "QUIET", 0)
    asks = next(step for step in document.procedure.steps if step.kind == "ask")
    steps = tuple(s.model_copy(update={"text": ""}) if s is asks else s for s in document.procedure.steps)
    document.apply("Empty", lambda p: p.model_copy(update={"steps": steps}))
    qtbot.waitUntil(lambda: not document.is_ready, timeout=3000)
    made = opened(qtbot, document)
    made._asking.answer(estimate(Choices()))
    assert "asks nothing" in made.verdict.texts()[0]
    assert not made.button.isEnabled()
    made.verdict.findChild(QPushButton).click()
    assert made.window_.gone_to == [asks.id]
    assert made.isHidden()


def test_an_earlier_compile_of_the_same(sheet):
    def answered(before):
        courses = [course.model_copy(update={"before": before}) for course in estimate(Choices()).courses]
        sheet._asking.answer(estimate(Choices(), courses=tuple(courses)))
        return sheet.button.text(), sheet.verdict.texts()[0]

    assert answered("unfinished") == ("Go on", "This was begun before. It goes on where it stopped.")
    label, said = answered("done")
    assert label == "Open the result"
    assert "compiled before" in said


def test_a_child_that_fails_is_told(sheet):
    sheet._asking.busy = False
    sheet._asking.ended.emit("", StudioError("The child crashed.", "Start again."))
    assert sheet.verdict.texts() == ["The child crashed. Start again."]
    assert not sheet.button.isEnabled()


def test_what_a_library_says_between_the_lines_is_passed_over(sheet):
    for line in ("loading ...", "[1]", '{"estimate": {"courses": 3}}'):
        sheet._asking.line.emit(line)
    assert sheet.found is None
    sheet._asking.line.emit('{"failed": {"message": "It cannot.", "hint": "Do this."}}')
    assert sheet.verdict.texts() == ["It cannot. Do this."]


def test_cards_by_keyboard(sheet):
    sheet._asking.answer(estimate(Choices()))
    QTest.keyClick(sheet.cards.cards["standard"], Qt.Key.Key_Right)
    assert sheet.choices.budget == "thorough"
    QTest.keyClick(sheet.cards.cards["thorough"], Qt.Key.Key_Right)
    assert sheet.choices.budget == "thorough"
    QTest.keyClick(sheet.cards.cards["thorough"], Qt.Key.Key_Left)
    assert (sheet.choices.budget, sheet.cards.current) == ("standard", "standard")


def test_nothing_is_cut_and_nothing_overlaps(qtbot, sheet):
    need = Need(code="memory", stops=True, message="-", remedy="-")
    sheet._asking.answer(estimate(Choices(), needs=(need,)))
    sheet.resize(sheet.width(), 1200)
    qtbot.wait(30)
    for label in (sheet.about, *sheet.verdict._soft, sheet.facts["memory"], sheet.facts["disk"]):
        assert label.height() >= label.heightForWidth(label.width())
    places = [w.mapTo(sheet, w.rect().topLeft()).y() for w in (sheet.base, sheet.cards, sheet.verdict, sheet.button)]
    assert places == sorted(places)


# -- the real child ----------------------------------------------------------------------------------


def test_the_real_child_answers_without_holding_up_the_window(qtbot, document, monkeypatch):
    """The base is missing, so that nothing is measured; the event loop is watched meanwhile."""
    document_key = key_of(document)
    kept.remember(document_key, Choices(base="nobody"))
    longest, last = 0.0, time.monotonic()

    def tick():
        nonlocal longest, last
        now = time.monotonic()
        longest, last = max(longest, now - last), now

    window = Window(document)
    qtbot.addWidget(window)
    made = Sheet(window)
    watch = QTimer(interval=5)
    watch.timeout.connect(tick)
    last = time.monotonic()
    watch.start()
    made.show()
    qtbot.waitUntil(lambda: made.found is not None, timeout=60_000)
    watch.stop()
    assert made.found.needs[0].code == "base"
    assert "There is no base model nobody." in made.verdict.texts()[0]
    made.reject()
    assert longest < 1.0, longest  # on a busy machine; what the sheet itself does takes a few milliseconds


def test_a_child_is_let_go_with_the_question(qtbot):
    asking = Asking()
    lines = []
    asking.line.connect(lines.append)
    asking.ask([sys.executable, "-c", "import time; print('one', flush=True); time.sleep(60)"])
    qtbot.waitUntil(lambda: lines == ["one\n"], timeout=20_000)
    run = asking._run
    asking.stop()
    run.join(10)
    assert not run.is_alive()
    assert run._child is not None and not run._child.is_running()
    assert not asking.is_busy


@pytest.mark.parametrize(
    ("program", "message", "hint"),
    [
        ("import sys; print('It cannot be.\\nDo that.', file=sys.stderr); sys.exit(2)", "It cannot be.", "Do that."),
        ("raise SystemExit(3)", "The child failed (exit code 3).", "The log says more."),
        (
            "import os; os.kill(os.getpid(), 9)",
            "The child was ended by the system, most likely because the memory ran out (SIGKILL).",
            None,
        ),
    ],
)
def test_how_a_child_ended_is_a_sentence(qtbot, program, message, hint):
    asking, told = Asking(), []
    asking.ended.connect(lambda said, error: told.append(error))
    asking.ask([sys.executable, "-c", program])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].message == message
    assert hint is None or told[0].hint == hint


def test_a_program_that_is_not_there(qtbot):
    asking, told = Asking(), []
    asking.ended.connect(lambda said, error: told.append(error))
    asking.ask(["/nowhere/at/all"])
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert "no such file" in told[0].message


def test_an_order_finds_its_run_again(sheet, document):
    """What the sheet orders is what the command line would order, so both find the same run."""
    sheet._asking.answer(estimate(Choices()))
    sheet.accept()
    procedure = load(paths.sample("hello"))
    assert launch.place(procedure, sheet.order) == launch.place(procedure, Choices().order(Path("base"), "hash", DAY))


def test_waiting_for_the_answer_runs_an_event_loop(qtbot, document, monkeypatch):
    monkeypatch.setattr(sheets, "Asking", lambda parent: Fake())
    window = Window(document)
    qtbot.addWidget(window)

    def press():
        made = next(w for w in window.findChildren(Sheet) if not w.isHidden())
        made._asking.answer(estimate(Choices()))
        made.accept()

    QTimer.singleShot(400, press)
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    assert sheets.ask(window) == Choices().order(Path("base"), "hash", DAY)


def test_a_base_taken_in_the_dialog_is_the_one_that_is_estimated(qtbot, sheet, monkeypatch):
    from studio.ui.compile import bases

    monkeypatch.setattr(bases, "choose", lambda parent, current: "mine")
    assert asked_again(qtbot, sheet, sheet.manage.click).base == "mine"
    assert sheet.base.currentData() == "mine"
    before = len(sheet._asking.asked)
    monkeypatch.setattr(bases, "choose", lambda parent, current: None)
    sheet.manage.click()
    qtbot.wait(50)
    assert len(sheet._asking.asked) == before


def test_too_long_for_the_base_is_told_once(sheet, monkeypatch):
    from studio.procedure.checks import Finding

    long = Finding("too_long", "problem", None, "It would take 5,000 tokens.", "Shorten it.")
    monkeypatch.setattr(type(sheet), "problems", property(lambda self: [long]))
    need = Need(code="length", stops=True, message="It is too long for this base.", remedy="Shorten it.")
    sheet._asking.answer(estimate(Choices(), needs=(need,)))
    assert sheet.verdict.texts() == ["It is too long for this base. Shorten it."]
