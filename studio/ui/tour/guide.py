"""The guide: a window darkened but for one place, a card beside it that says what to do, and the patience to wait.

Everything else in the window goes on working: the shade lets the pointer through and takes no keys. Esc on the card, or
on the chart when nothing is under way there, leaves the tour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from studio.ui import theme
from studio.ui.tour.card import Card
from studio.ui.tour.situation import Situation, seen
from studio.ui.tour.stops import Stop
from studio.ui.tour.targets import area, beside

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

OFTEN = 200  # milliseconds between two looks at what was done, and at where things are
PAUSE = 900  # milliseconds for which a thing done is praised
GLIDES = 240


class Guide(QWidget):
    """A tour of a window through some stops. `accepted` says that it was asked for at the welcome, `left` that it is
    over."""

    accepted = Signal()
    left = Signal()

    def __init__(self, window: MainWindow, stops: Sequence[Stop], first: int = 0) -> None:
        super().__init__(window)
        self.window_, self.stops, self.at = window, tuple(stops), first
        self.setObjectName("tour")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Tour"))
        self._spot: QRect | None = None
        self._shown = QRectF()
        self._before = seen(window)
        self._praised = False
        self.card = Card(window)
        self.card.on.connect(self.go_on)
        self.card.back.connect(self.go_back)
        self.card.leave.connect(self.leave)
        self._motion = QVariantAnimation(self, duration=GLIDES)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.valueChanged.connect(self._glide)
        self._looking = QTimer(self, interval=OFTEN)
        self._looking.timeout.connect(self.look)
        window.installEventFilter(self)
        window.view.installEventFilter(self)
        theme.changed.connect(self.update)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._begin()
        self._looking.start()

    @property
    def stop(self) -> Stop:
        return self.stops[self.at]

    @property
    def spot(self) -> QRect | None:
        """The place that is pointed at, in the window."""
        return self._spot

    # -- from stop to stop -----------------------------------------------------------------------

    def _begin(self) -> None:
        """Arrange the window for a stop and say what is to be done."""
        stop, window = self.stop, self.window_
        self._praised = False
        if stop.selects:
            window.go_to(stop.selects)
        if stop.shows in window.panels:
            window.show_panel(stop.shows)
        self._before = seen(window)
        number = sum(other.done is not None or other.target != "" for other in self.stops[: self.at + 1])
        of = sum(other.done is not None or other.target != "" for other in self.stops)
        self.card.show_stop(stop, number, of, is_first=self.at <= 1, is_last=self.at == len(self.stops) - 1)
        self._say(f"{stop.title}. {stop.text}")
        self.look()
        if stop.canvas:
            window.view.setFocus()
        elif stop.done is None:
            self.card.take_focus()

    def look(self) -> None:
        """See whether it was done, and where things are by now."""
        if not self._praised and self.stop.done is not None and self.stop.done(self._before, self._now()):
            self._praised = True
            self.card.praise()
            self._say(self.card.praise_text)
            QTimer.singleShot(PAUSE, self, self._after_praise)
        self._place()

    def _now(self) -> Situation:
        return seen(self.window_)

    def _after_praise(self) -> None:
        if self._praised:
            self.go_on()

    def go_on(self) -> None:
        """To the next stop, or out after the last."""
        if not self.stop.target:
            self.leave()
            self.accepted.emit()
        elif self.at + 1 < len(self.stops):
            self.at += 1
            self._begin()
        else:
            self.leave()

    def go_back(self) -> None:
        """To the stop before; the welcome is none."""
        if self.at > 1:
            self.at -= 1
            self._begin()

    def leave(self) -> None:
        """End the tour and take everything of it away."""
        if not self._looking.isActive():
            return
        self._looking.stop()
        self._motion.stop()
        self.window_.removeEventFilter(self)
        self.window_.view.removeEventFilter(self)
        theme.changed.disconnect(self.update)
        self.card.hide()
        self.card.deleteLater()
        self.hide()
        self.setParent(None)
        self.deleteLater()
        self.window_.view.setFocus()
        self.left.emit()

    def _say(self, words: str) -> None:
        """Tell a screen reader."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card, words))

    # -- where things are ------------------------------------------------------------------------

    def _place(self) -> None:
        room = self.window_.rect()
        if self.geometry() != room:
            self.setGeometry(room)
        spot = area(self.window_, self.stop.target)
        wide = min(max(self.card.WIDE, self.card.least_width()), room.width() - 2 * theme.GAP)
        self.card.setFixedWidth(wide)
        high = min(max(self.card.heightForWidth(wide), self.card.minimumSizeHint().height()), room.height())
        place = beside(room, spot, wide, high, theme.WIDE)
        if self.card.geometry() != place:
            self.card.setGeometry(place)
        if spot != self._spot:
            self._move(spot)
        if self.card.isHidden():
            self.card.show()
        if [child for child in self.window_.children() if isinstance(child, QWidget)][-2:] != [self, self.card]:
            self.raise_()  # a panel put in front comes before the shade
            self.card.raise_()

    def _move(self, spot: QRect | None) -> None:
        before, self._spot = self._spot, spot
        goal = QRectF(spot) if spot is not None else QRectF()
        style = QApplication.style()
        lively = style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        self._motion.stop()
        if before is None or spot is None or not lively:
            self._glide(goal)
            return
        self._motion.setStartValue(self._shown)
        self._motion.setEndValue(goal)
        self._motion.start()

    def _glide(self, place: QRectF) -> None:
        self._shown = place
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window_:
            self._place()
        elif event.type() == QEvent.Type.KeyPress and watched is self.window_.view and self._is_leaving(event):
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def _is_leaving(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return escape and self.window_.view.gesture is None

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        if not self._shown.isEmpty():
            hole = QPainterPath()
            hole.addRoundedRect(self._shown, theme.RADIUS + 2, theme.RADIUS + 2)
            shade = shade.subtracted(hole)
        painter.fillPath(shade, QColor(0, 0, 0, 100 if wearing.dark else 72))
        if not self._shown.isEmpty():
            painter.setPen(QPen(wearing.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._shown.adjusted(1, 1, -1, -1), theme.RADIUS + 1, theme.RADIUS + 1)
