"""Fields: those an ask step fills, in their order, and the cards of all fields of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy

from studio.procedure import content_edits as edits
from studio.procedure.checks import Finding
from studio.procedure.model import Ask, Field, Option, Procedure
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Read, Row, Rows, Write, new_merge
from studio.ui.inspector.choices import Choice
from studio.ui.inspector.editors import Line, Lines, Tick
from studio.ui.inspector.pieces import Fold, Handle, add_button, captioned, column, hint, line, small_button


class AskedFields(Part):
    """The fields one ask step fills: dragged into order, taken out, picked, or newly made by typing a title."""

    def __init__(self, document: Document, step_id: str) -> None:
        super().__init__(document)
        self._step = step_id
        self.empty = hint(self.tr("No field yet: the answer is only listened to by the decision that follows."))
        self.rows = Rows(document, self.asked, lambda key: AskedRow(self, key), spacing=2)
        self.part(self.rows)
        self.follow(lambda p: self.empty.setVisible(not self.asked(p)))
        self.new = NewField(self.tr("Add a field: pick or type a new one"))
        self.new.setAccessibleName(self.tr("Add a field"))
        self.new.returnPressed.connect(self._typed)
        self.pick = small_button("down", self.tr("Pick one of the procedure's fields"), self._offer)
        layout = column(self, 4)
        layout.addWidget(self.empty)
        layout.addWidget(self.rows)
        layout.addLayout(line(self.new, self.pick, spacing=2))

    def asked(self, procedure: Procedure) -> tuple[str, ...]:
        step = procedure.step_by_id[self._step]
        return tuple(dict.fromkeys(step.fields)) if isinstance(step, Ask) else ()

    def put(self, text: str, fields: tuple[str, ...], merge: str = "") -> None:
        self.apply(text, lambda p: edits.set_step(p, self._step, fields=fields), merge)

    def add(self, field_id: str) -> None:
        """Ask for a field the procedure has."""
        self.put(self.tr("Ask for a field"), (*self.asked(self.document.procedure), field_id))

    def _typed(self) -> None:
        title = self.new.text().strip()
        if not title:
            self._offer()
            return
        known = next((f for f in self.document.procedure.fields if f.title.casefold() == title.casefold()), None)
        if known is not None:
            if known.id not in self.asked(self.document.procedure):
                self.add(known.id)
            self.new.clear()
        elif self.apply(self.tr("Ask for a new field"), lambda p: edits.ask_new_field(p, self._step, title)):
            self.new.clear()

    def _offer(self) -> None:
        menu = self.menu()
        menu.setMinimumWidth(self.width())
        menu.exec(self.new.mapToGlobal(QPoint(0, self.new.height() + 2)))

    def menu(self) -> QMenu:
        """The fields that can be added."""
        menu = QMenu(self)
        asked = self.asked(self.document.procedure)
        for field in self.document.procedure.fields:
            if field.id not in asked:
                menu.addAction(field.title or field.id, partial(self.add, field.id))
        if menu.isEmpty():
            menu.addAction(self.tr("No other fields yet: type the title of a new one")).setEnabled(False)
        return menu


class NewField(Line):
    """The line a new field's title is typed into; Escape empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class AskedRow(Row):
    """One field that is asked for."""

    def __init__(self, owner: AskedFields, key: str) -> None:
        super().__init__(owner.document, key)
        self._owner, self._merge = owner, new_merge()
        self.title, self.kind = QLabel(), QLabel()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.kind.setObjectName("hint")
        self.handle = Handle(self.tr("Drag, or use the arrow keys, to change the order"))
        self.handle.moved.connect(self._move)
        remove = small_button("close", self.tr("Do not ask for this field here"), self._remove)
        row = line(self.handle, self.title, self.kind, remove, spacing=4)
        row.setStretch(1, 1)
        layout = column(self, 2)
        layout.addLayout(row)
        layout.addWidget(self.slot(lambda f: f.field == self.key))
        self.follow(self._show)

    def _show(self, procedure: Procedure) -> None:
        field = procedure.field_by_id.get(self.key)
        self.title.setText(words.field_title(procedure, self.key))
        self.kind.setText(words.field_kinds()[field.kind] if field else "")

    def _move(self, by: int, fresh: bool) -> None:
        if fresh:
            self._merge = new_merge()
        fields = self._owner.asked(self.document.procedure)
        self._owner.put(self.tr("Order the fields"), edits.moved(fields, fields.index(self.key), by), self._merge)

    def _remove(self) -> None:
        fields = self._owner.asked(self.document.procedure)
        self._owner.put(self.tr("Do not ask for a field"), tuple(name for name in fields if name != self.key))


class FieldsPart(Part):
    """All fields of the procedure."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.empty = hint(
            self.tr("No fields yet. A field is something the agent needs to know, such as an order number.")
        )
        self.rows = Rows(document, lambda p: [field.id for field in p.fields], lambda key: FieldCard(document, key))
        self.part(self.rows)
        self.follow(lambda p: self.empty.setVisible(not p.fields))
        layout = column(self, 6)
        layout.addWidget(self.empty)
        layout.addWidget(self.rows)
        layout.addWidget(add_button(self.tr("Add a field"), self.add))

    def add(self) -> None:
        """A new field, ready to be named."""
        if self.apply(self.tr("Add a field"), lambda p: edits.new_field(p, self._free_title(p))):
            self.show_field(self.document.procedure.fields[-1].id)

    def show_field(self, field_id: str) -> None:
        """Unfold a field's card and go to its title."""
        card = self.rows.row(field_id)
        if isinstance(card, FieldCard):
            card.fold_.set_open(True)
            card.title.setFocus()
            card.title.selectAll()

    def _free_title(self, procedure: Procedure) -> str:
        titles = {field.title for field in procedure.fields}
        title, number = self.tr("New field"), 2
        while title in titles:
            title, number = self.tr("New field {number}").format(number=number), number + 1
        return title


class Options(Lines):
    """A choice's options, one a line: its label and, after a colon, other names parted by commas."""

    def value(self) -> tuple[tuple[str, tuple[str, ...]], ...]:  # type: ignore[override]
        rows = (text.partition(":") for text in super().value())
        return tuple(
            (label.strip(), tuple(word.strip() for word in also.split(",") if word.strip())) for label, _, also in rows
        )

    def _written(self, value: object) -> str:
        rows = value if isinstance(value, tuple) else ()
        return "\n".join(f"{label}: {', '.join(also)}" if also else label for label, also in rows)


def option_rows(options: tuple[Option, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((option.label, option.also) for option in options)


class FieldCard(Row):
    """One field of the procedure."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document, key)
        self.fold_ = Fold("", self._body, card=True)
        self.fold_.header.add(small_button("delete", self.tr("Remove this field"), self._remove))
        column(self).addWidget(self.fold(self.fold_, lambda f: f.step is None and f.field == self.key, self._words))

    def field(self, procedure: Procedure) -> Field:
        return procedure.field_by_id[self.key]

    def _words(self, procedure: Procedure) -> tuple[str, str]:
        field = self.field(procedure)
        return field.title or field.id, words.field_kinds()[field.kind]

    def _currencies(self) -> Iterator[tuple[str, str, str]]:
        yield "", self.tr("Any currency"), ""
        for code in ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "CAD", "AUD", "INR"):
            yield code, code, ""

    def _editors(self) -> None:
        """The editors, made when the card is first unfolded."""
        self.title, self.short = Line(self.tr("What it is called")), Line(late=True)
        self.kind = Choice(lambda: ((kind, text, "") for kind, text in words.field_kinds().items()))
        self.options = Options(self.tr("Small\nLarge: big, the big one"), lines=3)
        self.pattern = Line("[A-Z]{2}[0-9]{6}")
        self.currency = Choice(self._currencies)
        self.currency.faint_empty = False
        self.examples = Lines(self.tr("No examples yet: write a few as people say them"))
        self.required = Tick(self.tr("Needed to go on"), self.tr("Otherwise people may decline to say it"))
        self.exact = Tick(
            self.tr("Must be kept to the letter"), self.tr("For codes, and names as they stand on a ticket")
        )

    def _body(self) -> Part:
        self._editors()
        body = Part(self.document)
        layout = column(body)
        layout.addLayout(captioned(self.tr("Title"), self.title))
        layout.addLayout(captioned(self.tr("Kind"), self.kind, self.tr("What sort of answer counts")))
        self._special: dict[str, Part] = {}
        for kind, text, editor, tip in (
            (
                "choice",
                self.tr("Options"),
                self.options,
                self.tr("One a line. Other names people use stand after a colon: Large: big, the big one"),
            ),
            (
                "code",
                self.tr("Pattern"),
                self.pattern,
                self.tr("What the code looks like: [A-Z]{2}[0-9]{6} is two letters and six digits"),
            ),
            ("money", self.tr("Currency"), self.currency, self.tr("The currency meant where none is said")),
        ):
            holder = self._special[kind] = Part(self.document)
            column(holder).addLayout(captioned(text, editor, tip))
            layout.addWidget(holder)
        layout.addLayout(
            captioned(self.tr("Examples"), self.examples, self.tr("Values as people say them, one a line"))
        )
        layout.addWidget(self.required)
        layout.addWidget(self.exact)
        layout.addLayout(
            captioned(
                self.tr("Short name in texts"),
                self.short,
                self.tr("What stands between { and } in texts. It changes everywhere at once."),
            )
        )
        layout.addWidget(body.slot(lambda f: f.step is None and f.field == self.key))
        self._bind(body)
        return body

    def _bind(self, body: Part) -> None:
        for editor, name, text, burst in (
            (self.title, "title", self.tr("Change a field's title"), True),
            (self.kind, "kind", self.tr("Change a field's kind"), False),
            (self.pattern, "pattern", self.tr("Change a pattern"), True),
            (self.currency, "currency", self.tr("Change a currency"), False),
            (self.examples, "examples", self.tr("Change a field's examples"), True),
            (self.required, "required", self.tr("Needed or not"), False),
            (self.exact, "exact", self.tr("Kept to the letter or not"), False),
        ):
            body.bind(editor, self._reader(name), self._setter(name), text, burst=burst)
        body.bind(
            self.options,
            lambda p: option_rows(self.field(p).options),
            lambda p, rows: edits.set_options(p, self.key, rows),
            self.tr("Change a choice's options"),
        )
        body.bind(
            self.short,
            lambda p: self.key,
            lambda p, name: edits.reword_field_id(p, self.key, name),
            self.tr("Rename a field everywhere"),
            burst=False,
        )
        body.follow(self._arrange)

    def _reader(self, name: str) -> Read:
        return lambda p: getattr(self.field(p), name)

    def _setter(self, name: str) -> Write:
        if name == "title":
            return lambda p, value: edits.retitle_field(p, self.key, value)
        return lambda p, value: edits.set_field(p, self.key, **{name: value})

    def _arrange(self, procedure: Procedure) -> None:
        for kind, holder in self._special.items():
            holder.setVisible(self.field(procedure).kind == kind)

    def _remove(self) -> None:
        self.apply(self.tr("Remove a field"), lambda p: edits.remove_field(p, self.key))


def of_fields(finding: Finding) -> bool:
    """Whether a finding of the whole procedure is about a field."""
    return finding.step is None and bool(finding.field)
