"""What the agent knows: questions people ask and their answers, of the whole procedure or of one step."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from studio.base.errors import StudioError
from studio.procedure import content_edits as edits
from studio.procedure import table_file
from studio.procedure.checks import Finding
from studio.procedure.model import Knowledge, Procedure
from studio.ui.document import Document
from studio.ui.files.language import told
from studio.ui.inspector.binding import Part, Read, Row, Rows, Write
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.editors import Lines, Tick
from studio.ui.inspector.pieces import Fold, add_button, captioned, column, hint, line, small_button

translate = QCoreApplication.translate


def about_knowledge(finding: Finding) -> bool:
    """Whether a finding of a step, or of the whole procedure, is about its answers."""
    return finding.code == "questions_collide" or "answer" in finding.message.casefold().split('"')[0]


class KnowledgePart(Part):
    """All answers of a step, or (None) of the whole procedure, each under its first question."""

    def __init__(self, document: Document, step_id: str | None) -> None:
        super().__init__(document)
        self._step = step_id
        layout = column(self, 6)
        self.empty = hint(
            self.tr("Nothing yet. Write what people ask at this step and what the agent answers; then it asks again.")
            if step_id
            else self.tr(
                "Nothing yet. Write what people ask in between, and the answer. Two columns of a spreadsheet, "
                "question and answer, can be pasted at once."
            )
        )
        self.rows = Rows(document, self._keys, lambda key: KnowledgeCard(document, step_id, key))
        self.part(self.rows)
        self.follow(lambda p: self.empty.setVisible(not self._keys(p)))
        layout.addWidget(self.empty)
        layout.addWidget(self.rows)
        buttons = line(
            add_button(self.tr("Add an answer"), self.add),
            add_button(
                self.tr("Paste a table"),
                self.paste,
                "paste",
                self.tr("Two columns copied from a spreadsheet: question and answer"),
            ),
        )
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self.slot(about_knowledge))

    def _keys(self, procedure: Procedure) -> list[str]:
        return [entry.id for entry in edits.knowledge_of(procedure, self._step)]

    def add(self) -> None:
        """An empty answer, ready to be written."""
        if self.apply(self.tr("Add an answer"), lambda p: edits.add_knowledge(p, self._step)):
            card = self.rows.rows[-1]
            assert isinstance(card, KnowledgeCard)
            card.fold_.set_open(True)
            card.questions.setFocus()

    def paste(self) -> None:
        """The table in the clipboard, its first column questions, its second answers."""
        try:
            pairs = pairs_of(QGuiApplication.clipboard().text())
        except StudioError as error:
            self.document.message.emit(told(error))
            return
        self.apply(
            self.tr("Paste questions and answers"),
            lambda p: edits.add_knowledge(p, self._step, [((question,), answer) for question, answer in pairs]),
        )


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Questions and answers out of a copied table; a first line that names the columns is left out. Raises
    StudioError where it has no two columns."""
    cells = table_file.cells(text, translate("inspector", "The clipboard")) if text.strip() else []
    pairs = [(" ".join(row[0].split()), " ".join(row[1].split())) for row in cells if len(row) > 1]
    if pairs and pairs[0][0].casefold() in ("question", "questions", "frage", "fragen"):
        pairs = pairs[1:]
    pairs = [(question, answer) for question, answer in pairs if question and answer]
    if not pairs:
        raise StudioError(
            translate("inspector", "The clipboard holds no table of questions and answers."),
            translate("inspector", "Copy two columns of a spreadsheet: the question, and the answer."),
        )
    return pairs


class KnowledgeCard(Row):
    """One answer."""

    def __init__(self, document: Document, step_id: str | None, key: str) -> None:
        super().__init__(document, key)
        self._step = step_id
        self.fold_ = Fold("", self._body, card=True)
        self.fold_.header.add(small_button("delete", self.tr("Remove this answer"), self._remove))
        column(self).addWidget(self.fold(self.fold_, self._concerns, self._words))

    def entry(self, procedure: Procedure) -> Knowledge:
        known = edits.knowledge_of(procedure, self._step)
        return next(entry for entry in known if entry.id == self.key)

    def _words(self, procedure: Procedure) -> tuple[str, str]:
        entry = self.entry(procedure)
        number = len(entry.questions)
        first = entry.questions[0] if entry.questions else entry.answer or self.tr("New answer")
        return first, self.tr("{number} ways").format(number=number) if number > 1 else ""

    def _concerns(self, finding: Finding) -> bool:
        here = finding.step == self._step and about_knowledge(finding)
        return here and f'"{self.key}"' in finding.message

    def _body(self) -> Part:
        self.questions, self.exact = (
            Lines(self.tr("One way of asking it a line")),
            Tick(self.tr("Say it word for word")),
        )
        self.answer = ChipText(lambda: self.document.procedure.fields, self.tr("What the agent answers"))
        body = Part(self.document)
        layout = column(body)
        layout.addLayout(
            captioned(
                self.tr("People ask"),
                self.questions,
                self.tr("Ways of asking it, one a line. Paste as many as you have."),
            )
        )
        layout.addLayout(captioned(self.tr("The agent answers"), self.answer, self.tr("Type { to speak a field")))
        layout.addWidget(self.exact)
        layout.addWidget(body.slot(self._concerns))
        for editor, name, text in (
            (self.questions, "questions", self.tr("Change the questions")),
            (self.answer, "answer", self.tr("Change an answer")),
            (self.exact, "exact", self.tr("Word for word")),
        ):
            body.bind(editor, self._reader(name), self._setter(name), text)
        return body

    def _reader(self, name: str) -> Read:
        return lambda p: getattr(self.entry(p), name)

    def _setter(self, name: str) -> Write:
        if name == "questions":
            return lambda p, value: edits.set_questions(p, self._step, self.key, value)
        return lambda p, value: edits.set_knowledge(p, self._step, self.key, **{name: value})

    def _remove(self) -> None:
        self.apply(self.tr("Remove an answer"), lambda p: edits.remove_knowledge(p, self._step, self.key))
