"""Tools, and their tables: pasted from a spreadsheet, read from a CSV file, or changed cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QLabel, QTableView

from studio.base.errors import StudioError
from studio.procedure import content_edits as edits
from studio.procedure.checks import Finding
from studio.procedure.model import Procedure, Tool
from studio.procedure.table_file import OUTCOME_COLUMN, pasted_table, read_table
from studio.ui.document import Document
from studio.ui.files.language import number as number_text
from studio.ui.files.language import told
from studio.ui.inspector.binding import Part, Row, Rows
from studio.ui.inspector.editors import Line, Tick, is_undo
from studio.ui.inspector.pieces import Fold, add_button, caption, captioned, column, hint, line, small_button

Index = QModelIndex | QPersistentModelIndex
ROW, MOST = 26, 9  # a table's row in pixels, and how many of them are shown before it scrolls


class ToolsPart(Part):
    """All tools of the procedure."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.empty = hint(
            self.tr(
                "No tables yet. An act step looks things up in a table: prices, stock, opening hours. Copy one in "
                "your spreadsheet and paste it here."
            )
        )
        self.rows = Rows(document, lambda p: [tool.id for tool in p.tools], lambda key: ToolCard(document, key))
        self.part(self.rows)
        self.follow(lambda p: self.empty.setVisible(not p.tools))
        layout = column(self, 6)
        layout.addWidget(self.empty)
        layout.addWidget(self.rows)
        layout.addWidget(add_button(self.tr("Add a table"), self.add))

    def add(self) -> None:
        """A tool with an empty table, ready to be named."""
        if self.apply(self.tr("Add a table"), lambda p: edits.add_tool(p, self.tr("New table"))):
            self.show_tool(self.document.procedure.tools[-1].id)

    def show_tool(self, tool_id: str) -> None:
        """Unfold a tool's card and go to its title."""
        card = self.rows.row(tool_id)
        if isinstance(card, ToolCard):
            card.fold_.set_open(True)
            card.title.setFocus()
            card.title.selectAll()


class ToolCard(Row):
    """One tool and its table."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document, key)
        self.title = Line(self.tr("What is looked up"))
        self.table = TableView(TableModel(document, self))
        self.trouble = QLabel()
        self.trouble.setObjectName("trouble")
        self.trouble.setWordWrap(True)
        self.fold_ = Fold("", self._body, card=True)
        self.fold_.header.add(small_button("delete", self.tr("Remove this table"), self._remove))
        column(self).addWidget(self.fold(self.fold_, self.concerns, self._words))

    def tool(self, procedure: Procedure) -> Tool:
        return procedure.tool_by_id[self.key]

    def concerns(self, finding: Finding) -> bool:
        return finding.step is None and f'"{self.tool(self.document.procedure).title}"' in finding.message

    def _words(self, procedure: Procedure) -> tuple[str, str]:
        tool = self.tool(procedure)
        number = len(tool.rows)
        rows = self.tr("1 row") if number == 1 else self.tr("{number} rows").format(number=number_text(number))
        return tool.title or tool.id, rows

    def _body(self) -> Part:
        body = Part(self.document)
        layout = column(body)
        layout.addLayout(captioned(self.tr("Title"), self.title))
        self.empty = hint(
            self.tr(
                "The table is empty. In your spreadsheet copy it with the names of its columns in the first line, "
                "and paste it here."
            )
        )
        layout.addWidget(self.empty)
        layout.addWidget(self.table)
        buttons = line(
            add_button(self.tr("Paste"), self.paste, "paste", self.tr("Paste a table copied from a spreadsheet")),
            add_button(self.tr("From a file…"), self.choose, "open", self.tr("Read a CSV file saved by a spreadsheet")),
            add_button(self.tr("Row"), self.add_row, "plus", self.tr("Add a row")),
            spacing=0,
        )
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self.trouble)
        self.searched = Rows(self.document, lambda p: self.columns(p), lambda key: ArgumentRow(self, key), spacing=2)
        self.searched_caption = caption(self.tr("Looked up by"))
        layout.addWidget(self.searched_caption)
        layout.addWidget(self.searched)
        layout.addWidget(body.slot(self.concerns))
        body.bind(
            self.title,
            lambda p: self.tool(p).title,
            lambda p, title: edits.retitle_tool(p, self.key, title),
            self.tr("Change a table's title"),
        )
        body.part(self.searched)
        body.follow(self._arrange)
        self.table.remove = self._remove_rows
        self.table.paste = self.paste
        return body

    def columns(self, procedure: Procedure) -> tuple[str, ...]:
        return tuple(name for name in self.tool(procedure).columns if name != OUTCOME_COLUMN)

    def _arrange(self, procedure: Procedure) -> None:
        tool = self.tool(procedure)
        self.table.model_.show_tool(tool)
        self.table.setVisible(bool(tool.columns))
        self.table.fit(len(tool.rows))
        self.empty.setVisible(not tool.rows)
        self.searched_caption.setVisible(bool(tool.columns))
        self.trouble.setVisible(bool(self.trouble.text()))

    # -- the table as a whole --------------------------------------------------------------------

    def paste(self) -> None:
        """Take the clipboard's table in place of this one."""
        text = QGuiApplication.clipboard().text()
        self._take(self.tr("Paste a table"), lambda tool: pasted_table(text, tool, self.tr("The clipboard")))

    def choose(self) -> None:
        """Ask for a CSV file and take its table."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Read a table"), "", self.tr("Tables (*.csv *.tsv *.txt)"))
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take a file's table in place of this one."""
        self._take(self.tr("Read a table"), lambda tool: read_table(path, tool))

    def _take(self, text: str, made: Any) -> None:
        self.trouble.setText("")
        try:
            tool = made(self.tool(self.document.procedure).model_copy(update={"columns": ()}))
        except StudioError as error:
            self.trouble.setText(told(error))
        else:
            self.apply(text, lambda p: edits.set_tool(p, self.key, columns=tool.columns, rows=tool.rows))
        self.trouble.setVisible(bool(self.trouble.text()))

    def add_row(self) -> None:
        """An empty row at the end."""

        def longer(procedure: Procedure) -> Procedure:
            tool = self.tool(procedure)
            return edits.set_tool(procedure, self.key, rows=(*tool.rows, dict.fromkeys(tool.columns, "")))

        if not self.tool(self.document.procedure).columns:
            self.document.message.emit(self.tr("Paste a table first; its first line names the columns."))
        elif self.apply(self.tr("Add a row"), longer):
            self.table.scrollToBottom()

    def _remove_rows(self, numbers: set[int]) -> None:
        def shorter(procedure: Procedure) -> Procedure:
            rows = self.tool(procedure).rows
            return edits.set_tool(
                procedure, self.key, rows=tuple(row for at, row in enumerate(rows) if at not in numbers)
            )

        self.apply(self.tr("Remove rows"), shorter)

    def _remove(self) -> None:
        self.apply(self.tr("Remove a table"), lambda p: edits.remove_tool(p, self.key))


class ArgumentRow(Row):
    """Whether a table is searched by one of its columns."""

    def __init__(self, card: ToolCard, key: str) -> None:
        super().__init__(card.document, key)
        self._card = card
        self.tick = Tick(key, self.tr("A row answers if this column equals what is known"))
        column(self).addWidget(self.tick)
        self.bind(
            self.tick,
            lambda p: self.key in card.tool(p).arguments,
            self._set,
            self.tr("Change what a table is looked up by"),
            burst=False,
        )
        self.follow(lambda p: self.tick.setText(self.key))

    def _set(self, procedure: Procedure, on: bool) -> Procedure:
        tool = self._card.tool(procedure)
        wanted = {*tool.arguments, self.key} if on else {*tool.arguments} - {self.key}
        kept = tuple(name for name in tool.columns if name in wanted)
        return edits.set_tool(procedure, tool.id, arguments=kept)


class TableModel(QAbstractTableModel):
    """A tool's rows for the view; a changed cell is an edit of the document."""

    def __init__(self, document: Document, card: ToolCard) -> None:
        super().__init__(card)
        self.document, self._card = document, card
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[dict[str, str], ...] = ()

    def show_tool(self, tool: Tool) -> None:
        """Show a tool's table; only what differs is touched."""
        if tool.rows is self._rows and tool.columns == self._columns:
            return
        columns = tool.columns
        if any(OUTCOME_COLUMN in row for row in tool.rows) and OUTCOME_COLUMN not in columns:
            columns = (*columns, OUTCOME_COLUMN)
        same = columns == self._columns and len(tool.rows) == len(self._rows)
        if not same:
            self.beginResetModel()
        before, self._columns, self._rows = self._rows, columns, tool.rows
        if not same:
            self.endResetModel()
            return
        for number, (old, new) in enumerate(zip(before, tool.rows, strict=True)):
            for at, name in enumerate(columns):
                if old.get(name) != new.get(name):  # cell by cell, so that an open editor elsewhere is left alone
                    self.dataChanged.emit(self.index(number, at), self.index(number, at))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()].get(self._columns[index.column()], "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section] if orientation is Qt.Orientation.Horizontal else section + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, column_name, text = index.row(), self._columns[index.column()], " ".join(str(value).split())
        key = self._card.key
        return self.document.apply(self.tr("Change a cell"), lambda p: edits.set_cell(p, key, row, column_name, text))

    def clear_cells(self, indexes: list[QModelIndex]) -> None:
        """Empty some cells, as one edit."""
        places = [(index.row(), self._columns[index.column()]) for index in indexes]
        key = self._card.key

        def emptied(procedure: Procedure) -> Procedure:
            for row, name in places:
                procedure = edits.set_cell(procedure, key, row, name, "")
            return procedure

        if places:
            self.document.apply(self.tr("Empty cells"), emptied)


class TableView(QTableView):
    """The table, as high as its rows up to a bound. Delete removes rows selected whole, else empties the
    selected cells; Ctrl+V pastes a table."""

    def __init__(self, model: TableModel) -> None:
        super().__init__()
        self.model_ = model
        self.remove: Any = None
        self.paste: Any = None
        self.setModel(model)
        self.setAccessibleName(self.tr("Table"))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setResizeContentsPrecision(50)
        self.horizontalHeader().setMaximumSectionSize(180)
        self.horizontalHeader().setMinimumSectionSize(48)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        model.modelReset.connect(self.resizeColumnsToContents)
        self.fit(0)

    def fit(self, rows: int) -> None:
        """Be as high as so many rows."""
        header = self.horizontalHeader()
        height = header.sizeHint().height() + ROW * min(max(rows, 1), MOST) + 4
        if header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste is not None:
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.remove is not None:
            rows = {index.row() for index in self.selectionModel().selectedRows()}
            if rows:
                self.remove(rows)
            else:
                self.model_.clear_cells(self.selectionModel().selectedIndexes())
        else:
            super().keyPressEvent(event)
