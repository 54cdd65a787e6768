"""What can be said next in a rehearsal, to be clicked: answers as buttons, questions and ways off the path in menus.

Which there are is the business of `procedure.offers`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.procedure.offers import Offer, offers
from studio.procedure.rehearsal import Rehearsal
from studio.ui import theme
from studio.ui.files.language import said
from studio.ui.panels.elided import WordButton
from studio.ui.panels.flow import Flow

LONGEST = 44  # characters of a line that a question about it repeats
_DIRECT = ("branch", "value", "outcome")


class OfferBox(QWidget):
    """The offers of a rehearsal. `chosen` carries the Offer that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Offer, ...] = ()
        self.caption = QLabel()
        self.caption.setObjectName("caption")
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self._answers = QWidget()
        self._flow = Flow(self._answers)
        self._beside = QWidget()
        self._menus = Flow(self._beside, theme.UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (self.caption, self._answers, self._beside):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
            column.addWidget(widget)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"QLabel#caption {{ color: {wearing.soft.name()}; }}"
            f"QPushButton#offer {{ background: {wearing.field.name()}; color: {wearing.ink.name()}; padding: 4px 10px;"
            f" border: 1px solid {wearing.border.name()}; border-radius: 12px; text-align: left; }}"
            f"QPushButton#offer:hover, QPushButton#offer:focus {{ border-color: {wearing.accent.name()};"
            f" background: {wearing.accent_soft.name()}; }}"
            "QToolButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }"
            "QToolButton { padding-right: 18px; }"
        )

    def show_for(self, rehearsal: Rehearsal) -> None:
        """Show what can be said now."""
        found = self.shown = offers(rehearsal)
        unsure = rehearsal.open is not None
        told = _caption(rehearsal)
        self.caption.setText(told)
        self.caption.setVisible(bool(told))
        self._flow.clear()
        direct = [offer for offer in found if unsure or offer.group in _DIRECT]
        for offer in direct:
            self._flow.addWidget(self._button(offer))
        self._answers.setVisible(bool(direct))
        self._menus.clear()
        for group, title in (
            ("question", self.tr("Ask something")),
            ("correction", self.tr("Change my mind")),
            ("aside", self.tr("Something else")),
        ):
            some = [offer for offer in found if offer.group == group and not unsure]
            if some:
                self._menus.addWidget(self._menu(title, some))
        self._beside.setVisible(self._menus.count() > 0)

    def buttons(self) -> list[WordButton]:
        """The answers' buttons, in their order."""
        found = (item.widget() for at in range(self._flow.count()) if (item := self._flow.itemAt(at)) is not None)
        return [widget for widget in found if isinstance(widget, WordButton)]

    def menus(self) -> list[QMenu]:
        """The menus of what else can be said, in their order."""
        found = (item.widget() for at in range(self._menus.count()) if (item := self._menus.itemAt(at)) is not None)
        return [menu for widget in found if isinstance(widget, QToolButton) and (menu := widget.menu()) is not None]

    def _button(self, offer: Offer) -> WordButton:
        label, told = label_of(offer), said(offer.words)
        button = WordButton(label)
        button.setObjectName("offer")
        button.setToolTip(f"{label}\n“{told}”" if label != told else label)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(offer))
        return button

    def _menu(self, title: str, found: list[Offer]) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for offer in found:
            action = menu.addAction(short(label_of(offer), 60).replace("&", "&&"))
            action.setToolTip(said(offer.words))
            action.triggered.connect(lambda _=False, offer=offer: self.chosen.emit(offer))
        button.setMenu(menu)
        return button


def _caption(rehearsal: Rehearsal) -> str:
    waiting = rehearsal.open
    if waiting is not None and waiting.decision:
        title = rehearsal.procedure.step_by_id[waiting.decision].title
        told = tr("“{words}” does not settle “{title}”. Which way is meant?")
        return told.format(words=short(waiting.words), title=title)
    if waiting is not None:
        return tr("“{words}” is not plain here. What is meant?").format(words=short(waiting.words))
    if rehearsal.waits_for == "tool":
        return tr("The tool has no table. What does it answer?")
    if rehearsal.turns and rehearsal.state.waiting == "closed":
        return tr("The conversation is over.")
    return ""


def label_of(offer: Offer) -> str:
    """What an offer is called where it is clicked."""
    if offer.group != "aside":
        return offer.label or said(offer.words)
    return {
        "vague": tr("Vague answer"),
        "invalid": tr("Answer that cannot be read"),
        "declined": tr("Declines to answer"),
        "human": tr("Wants a human"),
        "leaving": tr("Leaves"),
        "out_of_scope": tr("Out of scope"),
        "attack": tr("Attack"),
    }[offer.key]


def short(text: str, most: int = LONGEST) -> str:
    """A text cut to a length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def tr(text: str) -> str:
    return QCoreApplication.translate("OfferBox", text)
