"""The rehearsal panel's content: the customer's side of a conversation with the chart, without a model.

What the procedure answers is `procedure.rehearsal`'s business and what can be clicked `procedure.offers`'; here both
are shown, lines are typed, and the step that speaks is told to whoever lights up the chart.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.base.errors import StudioError
from studio.procedure import offers as offering
from studio.procedure import rehearsal as rehearsing
from studio.procedure.cases import append_case, case_from, cases_path, free_case_id, load_cases
from studio.procedure.machine import IMPLICIT_ENDS
from studio.procedure.model import Ask, Decide, End, Say
from studio.procedure.offers import Offer
from studio.procedure.rehearsal import Rehearsal, Turn
from studio.ui import icons, theme
from studio.ui.document import Document
from studio.ui.files.language import said, told
from studio.ui.panels.elided import Chip
from studio.ui.panels.flow import FlowArea
from studio.ui.panels.offers import OfferBox
from studio.ui.panels.transcript import Line, Transcript

PATIENCE = 120  # milliseconds of quiet before a changed chart is walked again
PACE = 1000  # milliseconds from one answer to the next while it plays
NARROWEST = 300
CHIPS_HIGH = 116  # what is heard takes no more room than that


class RehearsalPanel(QWidget):
    """A rehearsal of a document's procedure. `current_step_changed` carries the step the conversation stands at ("" for
    none), `path_changed` the edges passed as (step, branch) pairs, `message` a sentence for the status line."""

    current_step_changed = Signal(str)
    path_changed = Signal(list)
    step_chosen = Signal(str)
    changed = Signal()
    message = Signal(str)

    def __init__(self, document: Document, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.document, self._today = document, today
        self.rehearsal: Rehearsal | None = None
        self._meant: Rehearsal | None = None  # as the person left it, whatever became of the chart since
        self._stale = False
        self._catching = QTimer(self, singleShot=True, interval=PATIENCE)
        self._catching.timeout.connect(self._catch_up)
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self.play_on)
        self.transcript = Transcript()
        self.notice = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.offers = OfferBox()
        self.offers.chosen.connect(self.choose)
        self.line = QLineEdit()
        self._build()
        self.transcript.step_chosen.connect(self.step_chosen)
        document.changed.connect(self._follow)
        document.replaced.connect(self._begin_anew)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(340, 560)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {
            "restart": self._button("loop", self.tr("From the beginning"), self.restart),
            "back": self._button("back", self.tr("Take the last answer back"), self.back),
            "play": self._button("play", self.tr("Play with likely answers"), self.toggle_play),
        }
        self.keep_button = QPushButton(self.tr("Keep as test case"))
        self.keep_button.setToolTip(
            self.tr("Save this conversation beside the procedure; “studio test” checks it again")
        )
        self.keep_button.clicked.connect(self.keep)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.UNIT, theme.ROOM, theme.UNIT)
        head.setSpacing(theme.UNIT // 2)
        for button in self._buttons.values():
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.keep_button)
        self._known = FlowArea(CHIPS_HIGH)
        self._chips = self._known.flow
        self._chips.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(_rule())
        column.addWidget(self.transcript, 1)
        column.addWidget(self._known)
        column.addWidget(_rule())
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        self.line.setPlaceholderText(self.tr("Answer as the customer would…"))
        self.line.setAccessibleName(self.tr("What the customer says"))
        self.line.setMaxLength(2000)
        self.line.returnPressed.connect(self.say)
        self.notice.setObjectName("notice")
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.ROOM)
        column.setSpacing(theme.GAP)
        for widget in (self.notice, self.offers, self.line):
            column.addWidget(widget)
        return foot

    def _button(self, icon: str, tip: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("drawn", icon)
        button.clicked.connect(run)
        return button

    def _dress(self) -> None:
        wearing = theme.current()
        for button in self._buttons.values():
            button.setIcon(icons.icon(button.property("drawn")))
        self.setStyleSheet(
            f"RehearsalPanel {{ background: {wearing.panel.name()}; }}"
            f"QFrame#rule {{ background: {wearing.line.name()}; border: none; }}"
            f"QLabel#notice {{ color: {wearing.ink.name()}; background: {wearing.hover.name()}; padding: 6px 8px;"
            f" border-left: 3px solid {wearing.advice.name()}; }}"
            f"QLineEdit {{ background: {wearing.field.name()}; border: 1px solid {wearing.border.name()};"
            f" border-radius: {theme.RADIUS}px; padding: 5px 8px; }}"
            f"QLineEdit:focus {{ border-color: {wearing.accent.name()}; }}"
            f"QLabel#chip {{ background: {wearing.kinds['ask'].fill.name()}; color: {wearing.ink.name()};"
            f" border: 1px solid {wearing.kinds['ask'].stroke.name()}; border-radius: 9px; padding: 1px 8px; }}"
        )

    # -- what the person does ----------------------------------------------------------------------

    def restart(self) -> None:
        """From the agent's first message."""
        self.pause()
        self._show(rehearsing.begin(self.document.procedure, self._today()))
        self.line.setFocus()

    def back(self) -> None:
        """Without the last answer."""
        self.pause()
        if self.rehearsal is not None:
            self._show(self.rehearsal.back())

    def say(self) -> None:
        """The typed line is said."""
        words = self.line.text().strip()
        if self.rehearsal is None or not words or self.rehearsal.waits_for != "user":
            return
        self.pause()
        self.line.clear()
        self._show(self.rehearsal.say(words))

    def take(self, offer: Offer) -> None:
        """Something offered is chosen."""
        if self.rehearsal is not None:
            self._show(offering.taken(self.rehearsal, offer))

    def choose(self, offer: Offer) -> None:
        """As `take`, by the person, which ends playing."""
        self.pause()
        self.take(offer)
        self.line.setFocus()

    @property
    def has_begun(self) -> bool:
        """Whether anything was said yet."""
        return self.rehearsal is not None and bool(self.rehearsal.inputs or self.rehearsal.open)

    @property
    def plays(self) -> bool:
        return self._timer.isActive()

    def toggle_play(self) -> None:
        self.pause() if self.plays else self.play()

    def play(self) -> None:
        """Go on by itself with likely answers, one each second; from the beginning where it is over."""
        if self.rehearsal is None or not self.rehearsal.waits_for:
            self.restart()
        self._timer.start()
        self._show_buttons()

    def pause(self) -> None:
        self._timer.stop()
        self._show_buttons()

    def play_on(self) -> None:
        """One likely answer more, or the end of playing."""
        offer = offering.likely(self.rehearsal) if self.rehearsal is not None else None
        if offer is not None:
            self.take(offer)
        if offer is None or self.rehearsal is None or not self.rehearsal.waits_for:
            self.pause()

    def keep(self) -> bool:
        """Add the conversation so far to the cases beside the procedure; whether it was kept."""
        try:
            if self.rehearsal is None or self.rehearsal.procedure is None:
                return False
            if self.document.path is None:
                raise StudioError(
                    self.tr("Test cases stand beside the procedure's file, and there is none yet."),
                    self.tr("Save the procedure first."),
                )
            path = cases_path(self.document.path)
            case = case_from(self.rehearsal, free_case_id(self.document.path, load_cases(path)))
            append_case(path, case)
        except StudioError as error:
            self._notice(told(error))
            return False
        kept = self.tr("Kept as {id} in {file}.").format(id=case.id, file=path.name)
        self._notice(kept)
        self.message.emit(kept)
        return True

    # -- following the chart -------------------------------------------------------------------------

    def _follow(self) -> None:
        if self.rehearsal is None:
            return
        self._stale = True
        self._light(self.rehearsal.current if self.isVisible() else "", self.rehearsal.path if self.isVisible() else [])
        self._catching.start()

    def _catch_up(self) -> None:
        """Walk the chart as it is now, with the same answers as far as they fit."""
        if self._meant is not None and self._stale and self.isVisible():
            self._stale = False
            self._put(self._meant.on(self.document.procedure))

    def _begin_anew(self) -> None:
        self.pause()
        self.rehearsal, self._meant, self._stale = None, None, False
        if self.isVisible():
            self._show(rehearsing.begin(self.document.procedure, self._today()))
        else:
            self._light("", [])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.rehearsal is None:
            self._show(rehearsing.begin(self.document.procedure, self._today()))
        elif self._stale:
            self._catch_up()
        else:
            self._light(self.rehearsal.current, self.rehearsal.path)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pause()
        self._light("", [])

    # -- showing -------------------------------------------------------------------------------------

    def _show(self, rehearsal: Rehearsal) -> None:
        """Show what the person made of it."""
        self._meant = rehearsal
        self._put(rehearsal)

    def _put(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        self.transcript.show_lines(lines_of(rehearsal))
        self._notice(said(rehearsal.stopped))
        self._show_known(rehearsal)
        self.offers.show_for(rehearsal)
        self._show_buttons()
        self._light(rehearsal.current, rehearsal.path)
        self.changed.emit()

    def _light(self, step: str, path: list[tuple[str, str]]) -> None:
        self.path_changed.emit(path)
        self.current_step_changed.emit(step)

    def _notice(self, told: str) -> None:
        self.notice.setText(told)
        self.notice.setVisible(bool(told))

    def _show_buttons(self) -> None:
        rehearsal = self.rehearsal
        play = self._buttons["play"]
        play.setProperty("drawn", "pause" if self.plays else "play")
        play.setIcon(icons.icon(play.property("drawn")))
        play.setToolTip(self.tr("Pause") if self.plays else self.tr("Play with likely answers"))
        play.setAccessibleName(play.toolTip())
        play.setEnabled(rehearsal is not None and bool(rehearsal.turns))
        self._buttons["back"].setEnabled(self.has_begun)
        self._buttons["restart"].setEnabled(self.has_begun)
        self.keep_button.setEnabled(rehearsal is not None and bool(rehearsal.inputs) and rehearsal.open is None)
        self.line.setEnabled(rehearsal is not None and rehearsal.waits_for == "user")

    def _show_known(self, rehearsal: Rehearsal) -> None:
        self._chips.clear()
        known = rehearsal.known
        for name in known:
            field = rehearsal.procedure.field_by_id[name]
            value = rehearsing.spoken_value(rehearsal, name)
            chip = Chip(f"{field.title}: {value}")
            chip.setObjectName("chip")
            chip.setFont(theme.font(12.0))
            self._chips.addWidget(chip)
        self._known.setVisible(bool(known))
        self._known.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.rehearsal is not None:
            self._show(self.rehearsal)


def lines_of(rehearsal: Rehearsal) -> tuple[Line, ...]:
    """The conversation as lines, one for each step that speaks."""
    found: list[Line] = []
    for turn in rehearsal.turns:
        if turn.said is not None:
            found.append(Line("tool" if turn.said.heard.kind == "tool" else "user", said(turn.said.words)))
        text = turn.message.text
        if text:
            step = _speaker(rehearsal, turn)
            shown = rehearsal.procedure.step_by_id.get(step)
            found.append(Line("agent", text, shown.title if shown is not None else "", step))
    if rehearsal.open is not None and not rehearsal.open.by_table:
        found.append(Line("user", rehearsal.open.words))
    return tuple(found)


def _speaker(rehearsal: Rehearsal, turn: Turn) -> str:
    """The last step entered that speaks: where the agent waits or stops, if it does."""
    for move in reversed(turn.message.trace.moves):
        step = rehearsal.procedure.step_by_id.get(move.step)
        if isinstance(step, Say | Ask | End) and not isinstance(step, Decide) and step.title:
            return move.step
        if move.step in IMPLICIT_ENDS:
            return ""
    return ""


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule
