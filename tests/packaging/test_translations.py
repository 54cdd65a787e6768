"""The window's words are all collected, and what is translated says the same with the same values in it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys

import pytest

from studio.base import paths

SCRIPT = paths.PACKAGE.parent / "packaging" / "translations.py"
ENOUGH = 0.95  # of the texts; the rest is named by `python packaging/translations.py --missing`


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["translations"]


@pytest.fixture(scope="module")
def german(script):
    return script.known(script.TRANSLATIONS / "studio_de.ts")


def read(script, tmp_path, text):
    path = tmp_path / "module.py"
    path.write_text(text)
    return list(script.messages_of(path))


def test_texts_are_collected_from_every_way_of_translating(script, tmp_path):
    found = read(
        script,
        tmp_path,
        "def tr(text):\n    return QCoreApplication.translate('own', text)\n"
        "class Outer:\n    def a(self):\n        self.tr('one')\n        tr('two')\n"
        "        translate('ctx', 'three')\n        window.tr('four')\n"
        "def b():\n    box = Box(1)\n    box.tr('fi' 've')\n",
    )
    assert found == [("Outer", "one"), ("own", "two"), ("ctx", "three"), ("MainWindow", "four"), ("Box", "five")]


@pytest.mark.parametrize("text", ["class A:\n    def a(self):\n        self.tr(f'{x}')", "anything.tr('lost')"])
def test_a_text_that_cannot_be_collected_is_a_fault(script, tmp_path, text):
    with pytest.raises(script.Fault):
        read(script, tmp_path, text)


def test_a_file_of_translations_is_read_back_as_written(script, tmp_path):
    messages = [script.Message("A", " and <b> & "), script.Message("B", "x"), script.Message("B", "y\nz")]
    translations = {messages[0]: " und <b> & ", messages[2]: "Y\nZ"}
    path = tmp_path / "studio_de.ts"
    path.write_text(script.written(messages, translations, "de"), "utf-8")
    assert script.known(path) == translations


def test_nearly_everything_is_in_german(script, german):
    messages = script.collected()
    missing = [message for message in messages if message not in german]
    assert len(messages) > 500
    assert len(missing) <= (1 - ENOUGH) * len(messages), missing


def test_all_that_is_said_without_a_window_is_in_german(script):
    templates = script.sentences()
    said = script.said("de")
    assert len(templates) > 250
    assert [text for text in templates if text not in said] == []
    assert [text for text in said if text not in templates] == []


def test_a_sentence_that_is_not_written_out_is_a_fault(script, tmp_path):
    tree = script.ast.parse("sentence('one {a}', a=1)\nsentence(text)")
    with pytest.raises(script.Fault):
        list(script.sentences_of(tmp_path / "module.py", tree))


RAISED = ("StudioError", "Cancelled", "from_os")
OWN_WORDS = ("cli.py",)  # complains in the words of argparse


def written_out(node, constants):
    """Whether a text stands here that nothing can translate."""
    if isinstance(node, ast.IfExp):
        return written_out(node.body, constants) or written_out(node.orelse, constants)
    text = constants.get(node.id) if isinstance(node, ast.Name) else node
    return isinstance(text, ast.JoinedStr | ast.BinOp) or (
        isinstance(text, ast.Constant) and isinstance(text.value, str) and bool(text.value)
    )


def plain_errors(tree):
    """The lines on which an error that a person is told of is made of something else than sentences."""
    assigned = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
    constants = {node.targets[0].id: node.value for node in assigned}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
            told = [*node.args[:2], *(word.value for word in node.keywords if word.arg in ("message", "hint", "doing"))]
            if any(written_out(each, constants) for each in told):
                yield node.lineno


@pytest.mark.parametrize(
    "text",
    [
        "raise StudioError('no')",
        "raise StudioError(sentence('no'), f'{x}')",
        "HINT = 'try'\nStudioError(sentence('no'), HINT)",
        "from_os(error, 'Reading' if x else y)",
        "StudioError(sentence('no'), hint='try')",
    ],
)
def test_an_error_in_plain_words_is_found(text):
    assert list(plain_errors(ast.parse(text)))


def test_every_error_that_a_person_is_told_of_can_be_said_in_german(script):
    found = [
        f"{path}:{line}"
        for path in sorted((script.ROOT / "studio").rglob("*.py"))
        if path.name not in OWN_WORDS
        for line in plain_errors(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_translations_keep_values_ends_and_keys(german):
    for message, text in german.items():
        source = message.source
        assert sorted(re.findall(r"{\w*}", source)) == sorted(re.findall(r"{\w*}", text)), message
        assert (source[0] == " ", source[-1] == " ") == (text[0] == " ", text[-1] == " "), message
        assert source.count("&") == text.count("&"), message
        assert source.endswith("…") == text.endswith("…"), message
        assert source.endswith(".") == text.endswith("."), message


def test_what_is_compiled_is_what_is_written(german):
    QTranslator = pytest.importorskip("PySide6.QtCore").QTranslator

    translator = QTranslator()
    assert translator.load(str(paths.resources() / "translations" / "studio_de.qm"))
    for (context, source), text in german.items():
        assert translator.translate(context, source) == text
