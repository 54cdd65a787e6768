"""Brings resources/translations up to date with the window's words, and compiles them; looks over resources/messages.

    python packaging/translations.py            collect, merge and compile; says what is not translated yet
    python packaging/translations.py --missing  print what is not translated yet, as context, tab, text

Qt's own collector reads `self.tr` only and takes the context from the class; the window's modules also have functions
`tr` with a context of their own, and the printed document keeps its words where no Qt is. So the words are collected
here, from the syntax trees. What is said where no window is (`studio.base.sentences`) stands in resources/messages,
written by hand; here it is only said what is missing there.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "studio" / "ui", ROOT / "studio" / "exchange" / "document.py")
DOCUMENT_WORDS = ROOT / "studio" / "exchange" / "document_words.py"
TRANSLATIONS = ROOT / "resources" / "translations"
MESSAGES = ROOT / "resources" / "messages"
SENTENCES = "studio.base.sentences"
LANGUAGES = ("de",)


class Message(NamedTuple):
    """A text to translate, and where it belongs."""

    context: str
    source: str


class Fault(Exception):
    """A call whose text cannot be collected."""


def collected() -> list[Message]:
    """Every text of the window and the document, sorted. Raises Fault where a text is not written out."""
    found: set[Message] = set()
    for place in SOURCES:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found |= set(messages_of(path))
    words = ast.parse(DOCUMENT_WORDS.read_text("utf-8"))
    for node in ast.walk(words):
        if isinstance(node, ast.Dict):
            texts = [value.value for value in node.values if isinstance(value, ast.Constant)]
            found |= {Message("document", text) for text in texts if isinstance(text, str)}
    return sorted(found)


def messages_of(path: Path) -> Iterator[Message]:
    """The texts of one module."""
    tree = ast.parse(path.read_text("utf-8"))
    document = path.name == "document.py" and path.parent.name == "exchange"
    yield from _Reader(path, contexts_of(tree), document).read(tree)


def contexts_of(tree: ast.Module) -> dict[str, str]:
    """The names by which a module translates in a fixed context: its own function, one it imports, or the `tr` of an
    object it has made of a class."""
    found = {"window.tr": "MainWindow", "registry.tr": "Registry"}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            context = next(filter(None, (_context(inner, node) for inner in ast.walk(node))), "")
            found |= {node.name: context} if context else {}
        elif isinstance(node, ast.ImportFrom):
            found |= _imported(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _called(node.value)[:1].isupper():
            found |= {f"{target.id}.tr": _called(node.value) for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == "tr":
            made = found.get(ast.unparse(node.value), "")  # a shorter name for it
            found |= {target.id: made for target in node.targets if isinstance(target, ast.Name) and made}
    return found


def _context(node: ast.AST, function: ast.FunctionDef) -> str:
    """The context of a call that translates whatever text its function is given."""
    if not isinstance(node, ast.Call) or not _called(node).endswith("translate") or len(node.args) < 2:
        return ""
    context, text = node.args[:2]
    given = isinstance(text, ast.Name) and text.id in {argument.arg for argument in function.args.args}
    return str(context.value) if given and isinstance(context, ast.Constant) else ""


def _imported(node: ast.ImportFrom) -> dict[str, str]:
    path = ROOT / f"{(node.module or '').replace('.', '/')}.py"
    names = {alias.name: alias.asname or alias.name for alias in node.names}
    if "tr" not in names or not path.is_file():
        return {}
    known = contexts_of(ast.parse(path.read_text("utf-8")))
    return {names["tr"]: known["tr"]} if "tr" in known else {}


class _Reader:
    """Walks one module and knows in which class it is."""

    def __init__(self, path: Path, contexts: dict[str, str], document: bool) -> None:
        self.path, self.contexts, self.document = path, contexts, document

    def read(self, node: ast.AST, inside: str = "") -> Iterator[Message]:
        if isinstance(node, ast.ClassDef):
            inside = node.name
        if isinstance(node, ast.Call):
            yield from self._call(node, inside)
        for child in ast.iter_child_nodes(node):
            yield from self.read(child, inside)

    def _call(self, call: ast.Call, inside: str) -> Iterator[Message]:
        name = _called(call)
        if name == "self.tr" and inside:
            yield Message(inside, self._text(call.args[0]))
        elif name in self.contexts:
            yield Message(self.contexts[name], self._text(call.args[0]))
        elif name.endswith("translate") and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
            if isinstance(call.args[1], ast.Constant):
                yield Message(self._text(call.args[0]), self._text(call.args[1]))
        elif self.document and name in ("say", "self.say", "self._told") and isinstance(call.args[0], ast.Constant):
            yield Message("document", self._text(call.args[0]))
        elif name == "tr" or name.endswith(".tr"):
            raise Fault(f"{self.path}:{call.lineno}: `{name}` translates in a context that cannot be told.")

    def _text(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise Fault(f"{self.path}:{node.lineno}: a text to translate must be written out, values go in by format().")


def _called(call: ast.Call) -> str:
    try:
        return ast.unparse(call.func)
    except ValueError:
        return ""


# -- what is said where no window is -------------------------------------------------------------------


def sentences() -> list[str]:
    """The templates of every `sentence(...)` in the studio, sorted. Raises Fault where one is not written out."""
    found: set[str] = set()
    for path in sorted((ROOT / "studio").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        uses = any(isinstance(node, ast.ImportFrom) and node.module == SENTENCES for node in tree.body)
        if uses or path == ROOT / f"{SENTENCES.replace('.', '/')}.py":
            found |= set(sentences_of(path, tree))
    return sorted(found)


def sentences_of(path: Path, tree: ast.Module) -> Iterator[str]:
    """The templates in one module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "sentence":
            text = node.args[0] if node.args else node
            if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                raise Fault(f"{path}:{node.lineno}: a sentence must be written out, values go in by name.")
            yield text.value


def said(language: str) -> dict[str, str]:
    """What resources/messages has in a language."""
    rooms = tomllib.loads((MESSAGES / f"{language}.toml").read_text("utf-8"))
    return {english: text for room in rooms.values() for english, text in room.items()}


# -- Qt's translation files --------------------------------------------------------------------------


def known(path: Path) -> dict[Message, str]:
    """What a .ts file translates."""
    if not path.is_file():
        return {}
    found: dict[Message, str] = {}
    for context in Xml.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            text = message.findtext("translation") or ""
            if text:
                found[Message(context.findtext("name") or "", message.findtext("source") or "")] = text
    return found


def written(messages: list[Message], translations: dict[Message, str], language: str) -> str:
    """A .ts file of these messages, without places in the code, so that it changes only where words do."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    context = None
    for message in messages:
        if message.context != context:
            lines += ["</context>"] * (context is not None) + ["<context>", f"    <name>{message.context}</name>"]
            context = message.context
        text = translations.get(message, "")
        done = f"<translation>{escape(text)}</translation>" if text else '<translation type="unfinished"></translation>'
        lines += ["    <message>", f"        <source>{escape(message.source)}</source>", f"        {done}"]
        lines.append("    </message>")
    return "\n".join([*lines, "</context>", "</TS>"]) + "\n"


def compiled(path: Path) -> bool:
    """Compile a .ts file with Qt's lrelease, where there is one."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    line = [str(tool), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
    return tool.exists() and subprocess.run(line, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missing", action="store_true", help="print what is not translated yet")
    asked = parser.parse_args()
    messages = collected()
    for language in LANGUAGES:
        path = TRANSLATIONS / f"studio_{language}.ts"
        translations = known(path)
        missing = [message for message in messages if message not in translations]
        missing += [Message("messages", text) for text in sentences() if text not in said(language)]
        if asked.missing:
            for message in missing:
                print(f"{message.context}\t{message.source!r}")
            continue
        TRANSLATIONS.mkdir(parents=True, exist_ok=True)
        path.write_text(written(messages, translations, language), "utf-8")
        if not compiled(path):
            print("There is no pyside6-lrelease here, so the .qm files stay as they are.", file=sys.stderr)
        print(f"{language}: {len(messages)} texts, {len(missing)} not translated yet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
