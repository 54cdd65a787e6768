import sys

import pytest

from studio import __main__ as door


def test_no_arguments_and_no_display_mean_the_tour(monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "argv", ["studio"])
    monkeypatch.setattr(door, "has_window", lambda: False)
    monkeypatch.setattr("studio.cli.main", lambda arguments: asked.append(arguments) or 0)
    assert door.main() == 0
    assert asked == [["tour"]]


def test_arguments_go_to_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["studio", "--version"])
    assert door.main() == 0
    assert "Subterra Studio" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_there_is_no_window(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not door.has_window()


def test_a_worker_is_given_its_arguments(monkeypatch, tmp_path):
    (tmp_path / "some_worker.py").write_text("def main(arguments=()):\n    return len(arguments)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(door.WORKERS, "some", "some_worker")
    monkeypatch.setattr(sys, "argv", ["studio", "worker", "some", "a", "b"])
    assert door.main() == 2
    monkeypatch.setattr(sys, "argv", ["studio", "worker", "some"])
    assert door.main() == 0


@pytest.mark.parametrize("arguments", [[], ["nobody"]])
def test_an_unknown_worker_is_refused(capsys, arguments):
    assert door.work(arguments) == 2
    assert "engine" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a.flow.json"], ["a.flow.json", "b.flow.json"]])
def test_files_are_opened_in_the_window(monkeypatch, arguments):
    asked = []
    monkeypatch.setattr(sys, "argv", ["studio", *arguments])
    monkeypatch.setattr(door, "has_window", lambda: True)
    monkeypatch.setattr("studio.ui.main", lambda files: asked.append(files))
    assert door.main() == 0
    assert asked == [arguments]
