"""What joins teaching to a window: the panel in which a reply is put right or a chat kept, and the explanations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.base.errors import StudioError
from studio.procedure import content_edits
from studio.procedure.cases import append_case, cases_path, free_case_id, load_cases
from studio.procedure.lessons import learnt
from studio.ui.teach.words import tr

if TYPE_CHECKING:
    from studio.procedure.cases import Case
    from studio.procedure.lessons import Lesson
    from studio.procedure.model import Procedure
    from studio.ui.chat.hooks import ReplyRecord
    from studio.ui.teach.panel import TeachPanel
    from studio.ui.teach.why import WhyDialog
    from studio.ui.window import MainWindow

NAME = "teach"


class TeachPart(QObject):
    """Teaching in one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel: TeachPanel | None = None
        self.why: WhyDialog | None = None

    def make(self) -> TeachPanel:
        """The panel, when it is first wanted."""
        from studio.ui.teach.panel import TeachPanel

        if self._panel is None:
            panel = self._panel = TeachPanel(self._window.document)
            panel.kept.connect(self._keep)
            panel.left.connect(self._leave)
        return self._panel

    # -- what is asked for -----------------------------------------------------------------------

    def explain(self, record: ReplyRecord) -> None:
        """Say why a reply was given, in a window of its own."""
        from studio.ui.teach.why import WhyDialog

        self.why = WhyDialog(self._window, record)
        self.why.open()

    def correct(self, record: ReplyRecord) -> None:
        """Ask for what would have been right."""
        self._window.show_panel(NAME)
        self.make().correct(record)
        self._window.view.setFocus()

    def keep(self, record: ReplyRecord) -> None:
        """Ask how the chat up to a reply is to be kept."""
        self._window.show_panel(NAME)
        self.make().keep(record)

    # -- keeping ---------------------------------------------------------------------------------

    def _keep(self, case: Case | None, lessons: dict[Lesson, str], wording: tuple[str, str] | None) -> None:
        """Add a case beside the procedure; teach a line, and reword a step, as one entry of the history."""
        document = self._window.document
        panel = self.make()
        told = []
        try:
            if case is not None:
                if document.path is None:
                    raise StudioError(
                        tr("Test cases stand beside the procedure's file, and there is none yet."),
                        tr("Save the procedure first."),
                    )
                path = cases_path(document.path)
                case = case.model_copy(update={"id": free_case_id(document.path, load_cases(path))})
                append_case(path, case)
                told.append(tr("Kept as {id} in {file}.").format(id=case.id, file=path.name))
        except StudioError as error:
            panel.tell(error)
            return
        if (lessons or wording) and document.apply(tr("Learn from a chat"), _taught(lessons, wording)):
            told.append(tr("Compile again to teach it."))
        self._window.say(" ".join(told))
        self._leave()

    def _leave(self) -> None:
        self.make().forget()
        self._window.show_panel(NAME, False)


def _taught(lessons: dict[Lesson, str], wording: tuple[str, str] | None) -> Callable[[Procedure], Procedure]:
    def edit(procedure: Procedure) -> Procedure:
        for lesson, line in lessons.items():
            procedure = learnt(procedure, lesson, (line,))
        if wording is not None:
            procedure = content_edits.set_step(procedure, wording[0], text=wording[1])
        return procedure

    return edit
