"""Tables that tools look up, copied in from CSV files as their users keep them.

Comma, semicolon or tab, UTF-8 or an old Windows encoding. What the rows mean is `tables`' business.
"""

from __future__ import annotations

import csv
import io
from difflib import get_close_matches
from pathlib import Path

from studio.base.errors import StudioError, from_os
from studio.base.sentences import listed, quoted, sentence
from studio.procedure.model import Tool

LARGEST_TABLE = 20 * 2**20  # bytes
MOST_ROWS = 20_000
LONGEST_CELL = 2_000
OUTCOME_COLUMN = "outcome"
OUTCOMES = ("", "ok", "empty", "refused", "error")


def read_table(path: Path, tool: Tool) -> Tool:
    """The tool with the file's rows. The file's first line names its columns; those the tool does not have are left
    out, and a tool without columns takes them all. Raises StudioError for a missing column or a file that is no table.
    """
    return pasted_table(_read(path), tool, path.name)


def cells(text: str, name: str) -> list[list[str]]:
    """The lines of a table as they stand, empty ones left out; `name` is what messages call it. Raises StudioError."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        told = sentence("{file} is not a table: {reason}.", file=name, reason=str(error))
        raise StudioError(told, sentence("Save it again as CSV from your spreadsheet.")) from error
    return [line for line in lines if any(cell.strip() for cell in line)]


def pasted_table(text: str, tool: Tool, name: str) -> Tool:
    """The same for a table's text, as a spreadsheet copies it or a file holds it."""
    lines = cells(text, name)
    if not lines:
        hint = sentence("Its first line should name the columns, each further line is a row.")
        raise StudioError(sentence("{file} is empty.", file=name), hint)
    header = [name.strip() for name in lines[0]]
    spelled = {name.casefold(): name for name in tool.arguments}
    offered = (spelled.get(name.casefold(), name) for name in header if name)
    columns = tool.columns or tuple(dict.fromkeys([*offered, *tool.arguments]))
    places = _places(name, header, tool, columns)
    if len(lines) - 1 > MOST_ROWS:
        raise StudioError(
            sentence(
                "{file} has {number} rows; a tool takes at most {most}.",
                file=name,
                number=len(lines) - 1,
                most=MOST_ROWS,
            ),
            sentence("Keep the rows that conversations need."),
        )
    rows = tuple(_row(name, number, line, places) for number, line in enumerate(lines[1:], 2))
    return tool.model_copy(update={"columns": columns, "rows": rows})


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise StudioError(
                sentence("{file} is larger than {number} MB.", file=path.name, number=LARGEST_TABLE // 2**20),
                sentence("Keep the rows that conversations need."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise from_os(error, sentence("Reading the table {file}", file=str(path))) from error
    if b"\x00" in data:
        hint = sentence("Save the table as CSV from your spreadsheet.")
        raise StudioError(sentence("{file} is not a text file.", file=path.name), hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that parts the first line's columns: whichever of the usual three stands there most often."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" if "\t" in first else max(",;", key=first.count)


def _places(source: str, header: list[str], tool: Tool, columns: tuple[str, ...]) -> dict[str, int]:
    """Where each wanted column stands, whatever its case."""
    simple = [name.casefold() for name in header]
    wanted = dict.fromkeys([*tool.arguments, *columns])
    missing = [name for name in wanted if name.casefold() not in simple]
    if missing:
        near = get_close_matches(missing[0].casefold(), simple, n=1)
        hint = sentence("Add it to the first line of the table.")
        if len(missing) > 1:
            hint = sentence("Add them to the first line of the table.")
        if near:
            other = header[simple.index(near[0])]
            hint = sentence('{hint} It has "{column}": rename that if it is the one.', hint=hint, column=other)
        raise StudioError(
            sentence(
                '{file} has no column {columns}, which the tool "{tool}" needs.',
                file=source,
                columns=listed(quoted(name) for name in missing),
                tool=tool.title,
            ),
            hint,
        )
    twice = next((name for name in wanted if simple.count(name.casefold()) > 1), None)
    if twice is not None:
        told = sentence('{file} has the column "{column}" twice.', file=source, column=twice)
        raise StudioError(told, sentence("Rename or remove one of them."))
    if OUTCOME_COLUMN in simple:
        wanted[OUTCOME_COLUMN] = None
    return {name: simple.index(name.casefold()) for name in wanted}


def _row(source: str, number: int, line: list[str], places: dict[str, int]) -> dict[str, str]:
    row = {name: " ".join(line[at].split()) if at < len(line) else "" for name, at in places.items()}
    if any(len(cell) > LONGEST_CELL for cell in row.values()):
        raise StudioError(
            sentence(
                "{file}, row {row}: a cell is longer than {number} characters.",
                file=source,
                row=str(number),
                number=LONGEST_CELL,
            ),
            sentence("Shorten it, or check the quotation marks."),
        )
    if row.get(OUTCOME_COLUMN, "").casefold() not in OUTCOMES:
        raise StudioError(
            sentence(
                '{file}, row {row}: the outcome "{outcome}" is none that a tool can have.',
                file=source,
                row=str(number),
                outcome=row[OUTCOME_COLUMN][:40],
            ),
            sentence("Write ok, empty, refused or error, or leave it empty."),
        )
    if OUTCOME_COLUMN in row:
        row[OUTCOME_COLUMN] = row[OUTCOME_COLUMN].casefold()
    return row
