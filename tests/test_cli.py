import json
import os
import subprocess
import sys

import pytest

import studio
from studio import cli
from studio.base import paths
from studio.base.command import Command
from studio.base.errors import StudioError


@pytest.fixture(autouse=True)
def _home(monkeypatch, tmp_path):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def raising(monkeypatch):
    """Make a command `fall` that raises what it is given."""

    def make(error):
        def run(_):
            """Fall."""
            raise error

        monkeypatch.setitem(cli.COMMANDS, "fall", cli.Entry("fall", "x:y"))
        monkeypatch.setattr(cli, "found", lambda _: Command(run, ()))

    return make


@pytest.mark.parametrize("asked", [["--help"], ["-h"], ["help"], []])
def test_the_overview_names_every_command(capsys, asked):
    assert cli.main(asked) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in cli.COMMANDS)


def test_a_groups_overview_names_its_commands(capsys):
    assert cli.main(["models"]) == 0
    said = capsys.readouterr().out
    assert "models devices" in said
    assert "  schema " not in said


def test_the_version(capsys):
    assert cli.main(["--version"]) == 0
    assert studio.__version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["chekc"], "Did you mean `studio check`?"),
        (["xyzzy"], "See `studio --help`."),
        (["models", "dance"], "See `studio models --help`."),
        (["check"], "See `studio check --help`."),
        (["check", "a", "--nonsense"], "See `studio check --help`."),
    ],
)
def test_bad_usage_is_a_sentence_and_a_remedy(capsys, asked, words):
    assert cli.main(asked) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert len(said.err.strip().splitlines()) == 2


def test_the_help_of_a_command(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_what_a_person_can_mend(capsys, raising):
    raising(StudioError("The file is broken.", "Mend it."))
    assert cli.main(["fall"]) == 2
    assert capsys.readouterr().err == "The file is broken.\nMend it.\n"


def test_what_a_person_can_mend_is_said_in_the_systems_language(capsys, monkeypatch):
    monkeypatch.setenv("STUDIO_LANGUAGE", "de_DE")
    assert cli.main(["models", "remove", "nobody"]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message == "Es gibt kein Basismodell nobody."
    assert hint.startswith("Bekannt sind: starter.")


def test_our_own_fault_gets_a_report(capsys, raising):
    raising(ZeroDivisionError("ours"))
    assert cli.main(["fall"]) == 2
    said = capsys.readouterr().err
    (report,) = paths.crashes().iterdir()
    assert str(report) in said
    assert "Traceback" not in said
    assert "ZeroDivisionError: ours" in report.read_text()


def test_an_interrupt(capsys, raising):
    raising(KeyboardInterrupt())
    assert cli.main(["fall"]) == cli.INTERRUPTED
    assert capsys.readouterr().err == "Stopped.\n"


def test_devices_in_words_and_in_json(capsys):
    assert cli.main(["models", "devices"]) == 0
    assert "memory" in capsys.readouterr().out
    assert cli.main(["models", "devices", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cores"] >= 1


def test_the_schema_is_json_either_way(capsys):
    cli.main(["schema"])
    plain = json.loads(capsys.readouterr().out)
    cli.main(["schema", "--json"])
    assert json.loads(capsys.readouterr().out) == plain


def test_a_sample_is_checked(capsys):
    code = cli.main(["check", str(paths.sample("hello")), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["steps"] == 5
    assert code == (1 if found["problems"] else 0)


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert cli.main(["check", str(tmp_path / "none.flow.json")]) == 2
    assert "none.flow.json" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error():
    line = f"{sys.executable} -m studio schema | head -c 10"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert done.stderr == ""
