"""The builder of a computed condition: comparisons of fields, joined by all or any. Without any it is "otherwise"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.procedure.content_edits import condition_of, set_branch
from studio.procedure.model import Comparison, Condition, Decide, Field, Procedure
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Row, Rows
from studio.ui.inspector.choices import Choice, Entry, Several
from studio.ui.inspector.editors import Line, Listed, Number
from studio.ui.inspector.pieces import add_button, column, hint, line, small_button

_TODAY = re.compile(r"\s*today\s*(?:([+-])\s*(\d{1,5}))?\s*(?:days?)?\s*")
FAR = 3650  # days

Tests = tuple[Comparison, ...]


class ConditionPart(Part):
    """The condition of one branch of a computed decision."""

    def __init__(self, document: Document, step_id: str, branch: Callable[[], str]) -> None:
        super().__init__(document)
        self._step, self._branch = step_id, branch
        layout = column(self, 6)
        self.otherwise = hint(self.tr("Otherwise: taken when no condition of the other branches holds."))
        self.join = Choice(
            lambda: [("all", self.tr("All of these hold"), ""), ("any", self.tr("Any of these holds"), "")]
        )
        self.join.setAccessibleName(self.tr("How the comparisons are joined"))
        self.rows = Rows(document, lambda p: list(range(len(self.tests(p)))), lambda key: TestRow(self, key))
        self.bind(self.join, self._joined, self._join, self.tr("Join the comparisons"), burst=False)
        self.part(self.rows)
        self.follow(self._arrange)
        layout.addWidget(self.otherwise)
        layout.addWidget(self.join)
        layout.addWidget(self.rows)
        layout.addWidget(
            add_button(self.tr("Add a comparison"), self.add, tip=self.tr("Compare a field with a value or with today"))
        )

    def condition(self, procedure: Procedure) -> Condition | None:
        """The condition as it is."""
        step = procedure.step_by_id[self._step]
        assert isinstance(step, Decide)
        return next(branch.when for branch in step.branches if branch.id == self._branch())

    def tests(self, procedure: Procedure) -> Tests:
        found = self.condition(procedure)
        return found.tests if found else ()

    def put(self, procedure: Procedure, tests: Tests) -> Procedure:
        """With these comparisons."""
        found = self.condition(procedure)
        when = condition_of(found.join if found else "all", tests)
        return set_branch(procedure, self._step, self._branch(), when=when)

    def add(self) -> None:
        """One comparison more, of the field compared last, or the first there is."""
        fields = self.document.procedure.fields
        if not fields:
            self.document.message.emit(self.tr("There is no field to compare yet. Let an ask step fill one first."))
            return
        tests = self.tests(self.document.procedure)
        field = next((known for known in fields if tests and known.id == tests[-1].field), fields[0])
        if self.apply(self.tr("Add a comparison"), lambda p: self.put(p, (*self.tests(p), fresh(field)))):
            self.rows.rows[-1].setFocus()

    def _joined(self, procedure: Procedure) -> str:
        found = self.condition(procedure)
        return found.join if found else "all"

    def _join(self, procedure: Procedure, join: str) -> Procedure:
        when = condition_of(join, self.tests(procedure))
        return set_branch(procedure, self._step, self._branch(), when=when)

    def _arrange(self, procedure: Procedure) -> None:
        number = len(self.tests(procedure))
        self.otherwise.setVisible(number == 0)
        self.join.setVisible(number > 1)


def fresh(field: Field) -> Comparison:
    """A first comparison of a field, with a value that it can have."""
    operator = next(iter(words.operators(field.kind)))
    return Comparison.model_validate({"field": field.id, "operator": operator, "value": usual(field)})


def usual(field: Field) -> str:
    """A value to begin with."""
    if field.kind == "choice":
        return field.options[0].id if field.options else ""
    return {"yes_no": "yes", "date": "today", "number": "1", "money": "100"}.get(field.kind, "")


class TestRow(Row):
    """One comparison: field, operator, value. `key` is its place."""

    __test__ = False

    def __init__(self, owner: ConditionPart, key: int) -> None:
        super().__init__(owner.document, key)
        self._owner = owner
        self.field = Choice(self._fields, lambda value: (words.field_title(self.document.procedure, value), ""))
        self.operator = Choice(self._operators)
        self.field.setAccessibleName(self.tr("Field compared"))
        self.operator.setAccessibleName(self.tr("Comparison"))
        self.values = ValueEditors(self)
        remove = small_button("close", self.tr("Remove this comparison"), self._remove)
        layout = column(self, 4)
        layout.addLayout(line(self.field, remove, spacing=2))
        second = line(self.operator, self.values)
        second.setContentsMargins(0, 0, 28, 4)
        second.setAlignment(self.operator, Qt.AlignmentFlag.AlignTop)
        second.setStretch(0, 1)
        second.setStretch(1, 1)
        layout.addLayout(second)
        self.setFocusProxy(self.field)
        self.bind(
            self.field, lambda p: self.test(p).field, self._set_field, self.tr("Compare another field"), burst=False
        )
        self.bind(
            self.operator,
            lambda p: self.test(p).operator,
            self._set_operator,
            self.tr("Compare otherwise"),
            burst=False,
        )
        self.part(self.values)

    def test(self, procedure: Procedure) -> Comparison:
        return self._owner.tests(procedure)[int(self.key)]

    def field_of(self, procedure: Procedure) -> Field | None:
        return procedure.field_by_id.get(self.test(procedure).field)

    def put(self, procedure: Procedure, **changes: object) -> Procedure:
        """With this comparison changed."""
        tests = list(self._owner.tests(procedure))
        raw = tests[self.key].model_dump() | changes
        tests[self.key] = Comparison.model_validate(raw)
        return self._owner.put(procedure, tuple(tests))

    def _fields(self) -> Iterator[Entry]:
        for field in self.document.procedure.fields:
            yield field.id, field.title or field.id, ""

    def _operators(self) -> Iterator[Entry]:
        field = self.field_of(self.document.procedure)
        known = words.operators(field.kind if field else "text")
        everything = words.operators("date") | words.operators("number") | words.operators("choice")
        held = self.test(self.document.procedure).operator
        for operator, text in (known if held in known else known | {held: everything[held]}).items():
            yield operator, text, ""

    def _set_field(self, procedure: Procedure, field_id: str) -> Procedure:
        field, old = procedure.field_by_id[field_id], self.field_of(procedure)
        if old is not None and old.kind == field.kind and not field.options:
            return self.put(procedure, field=field_id)
        operator = self.test(procedure).operator
        new = fresh(field)
        kept = operator if operator in words.operators(field.kind) and operator != "one of" else new.operator
        return self.put(procedure, field=field_id, operator=kept, value=new.value if kept not in _BARE else "")

    def _set_operator(self, procedure: Procedure, operator: str) -> Procedure:
        value, field = self.test(procedure).value, self.field_of(procedure)
        if operator in _BARE:
            value = ""
        elif operator == "one of":
            value = (value,) if isinstance(value, str) and value else value or ()
        elif not isinstance(value, str):
            value = value[0] if value else ""
        if value == "" and operator not in _BARE and field is not None:
            value = usual(field)
        return self.put(procedure, operator=operator, value=value)

    def _remove(self) -> None:
        at = self.key

        def without(procedure: Procedure) -> Procedure:
            tests = self._owner.tests(procedure)
            return self._owner.put(procedure, (*tests[:at], *tests[at + 1 :]))

        self.apply(self.tr("Remove a comparison"), without)


_BARE = ("known", "unknown")


class ValueEditors(Part):
    """What a field is compared with: the one of its editors that goes with the field's kind is shown."""

    def __init__(self, row: TestRow) -> None:
        super().__init__(row.document)
        self._row = row
        self.option, self.options = Choice(self._options), Several(self._options)
        self.text, self.several = Line(self.tr("value")), Listed(self.tr("value, value"))
        self.several.setToolTip(self.tr("Values parted by commas"))
        self.day = DayEditor()
        self.unit = QLabel()
        for editor in (self.option, self.options, self.text, self.several, self.day):
            editor.setAccessibleName(self.tr("Value compared with"))
        layout = line(self.option, self.options, self.text, self.several, self.day, self.unit, spacing=4)
        self.setLayout(layout)
        said = self.tr("Compare with another value")
        self.bind(self.option, self._plain, self._put, said, burst=False)
        self.bind(self.options, self._list, self._put, said)
        self.bind(self.text, self._plain, self._put, said)
        self.bind(self.several, self._list, self._put, said)
        self.bind(self.day, self._plain, self._put, said)
        self.follow(self._arrange)

    def _put(self, procedure: Procedure, value: object) -> Procedure:
        return self._row.put(procedure, value=value)

    def _plain(self, procedure: Procedure) -> str:
        value = self._row.test(procedure).value
        return value if isinstance(value, str) else ", ".join(value)

    def _list(self, procedure: Procedure) -> tuple[str, ...]:
        value = self._row.test(procedure).value
        return ((value,) if value else ()) if isinstance(value, str) else value

    def _options(self) -> Iterator[Entry]:
        field = self._row.field_of(self.document.procedure)
        if field is not None and field.kind == "yes_no":
            yield from (("yes", self.tr("yes"), ""), ("no", self.tr("no"), ""))
        for option in field.options if field else ():
            yield option.id, option.label or option.id, ""

    def _arrange(self, procedure: Procedure) -> None:
        operator, field = self._row.test(procedure).operator, self._row.field_of(procedure)
        kind = field.kind if field else "text"
        if operator in _BARE:
            shown: QWidget | None = None
        elif operator == "one of":
            shown = self.options if kind == "choice" else self.several
        elif kind in ("choice", "yes_no"):
            shown = self.option
        else:
            shown = self.day if kind == "date" else self.text
        for editor in (self.option, self.options, self.text, self.several, self.day):
            editor.setVisible(editor is shown)
        self.unit.setText(field.currency if field and kind == "money" and shown is self.text else "")
        self.unit.setVisible(bool(self.unit.text()))


class DayEditor(QWidget):
    """A day: today, so many days after or before it, or one of the calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.way = Choice(self._ways)
        self.days, self.fixed = Number(0, FAR), Line(self.tr("2027-12-31"))
        self.fixed.setToolTip(self.tr("Year-month-day"))
        self.edited = self.fixed.edited
        self._column = column(self, 4)
        self._column.addWidget(self.way)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self._unit = QLabel(self.tr("days"))
        for part in (self.days, self._unit, self.fixed):
            self.row.addWidget(part)
        self.row.addStretch()
        self._column.addLayout(self.row)
        self.way.edited.connect(self._changed)
        self.days.edited.connect(self._changed)
        self.show_value("today")

    def _ways(self) -> list[Entry]:
        return [
            ("today", self.tr("today"), ""),
            ("+", self.tr("today plus"), ""),
            ("-", self.tr("today minus"), ""),
            ("day", self.tr("a fixed day"), ""),
        ]

    def value(self) -> str:
        way = self.way.value()
        if way == "today":
            return "today"
        return self.fixed.text() if way == "day" else f"today{way}{self.days.value() or 0}"

    def show_value(self, value: object) -> None:
        text = str(value)
        match = _TODAY.fullmatch(text.lower())
        if match is None:
            self.way.show_value("day")
            if self.fixed.value() != text:
                self.fixed.show_value(text)
        else:
            number = int(match[2] or 0)
            self.way.show_value((match[1] or "+") if number else "today")
            if number and self.days.value() != number:
                self.days.show_value(number)
        self._arrange()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.way.setAccessibleName(name)
        self.days.setAccessibleName(self.tr("Days"))
        self.fixed.setAccessibleName(self.tr("Day"))

    def _changed(self) -> None:
        if self.way.value() == "day" and not self.fixed.text():
            self.fixed.show_value((date.today() + timedelta(days=30)).isoformat())
        if self.way.value() in ("+", "-") and not self.days.value():
            self.days.show_value(14)
        self._arrange()
        self.edited.emit()

    def _arrange(self) -> None:
        way = self.way.value()
        self.days.setVisible(way in ("+", "-"))
        self._unit.setVisible(way in ("+", "-"))
        self.fixed.setVisible(way == "day")
