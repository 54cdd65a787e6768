import json
from argparse import ArgumentParser, Namespace

from studio.base.command import Argument, answer, command


@command(Argument("name"), Argument("--times", type=int, default=1))
def greet(asked):
    """Greet someone."""
    answer(asked, {"greeting": asked.name}, f"Hello {asked.name}" * asked.times)
    return 0


def test_a_command_declares_its_arguments_and_runs(capsys):
    parser = ArgumentParser()
    greet.add_to(parser)
    assert greet(parser.parse_args(["Ada", "--times", "2"])) == 0
    assert capsys.readouterr().out == "Hello AdaHello Ada\n"
    assert greet.__doc__ == "Greet someone."


def test_every_command_answers_in_json(capsys):
    parser = ArgumentParser()
    greet.add_to(parser)
    greet(parser.parse_args(["Zoë", "--json"]))
    assert json.loads(capsys.readouterr().out) == {"greeting": "Zoë"}


def test_the_words_are_not_printed_beside_json(capsys):
    answer(Namespace(json=True), [1], "words")
    assert "words" not in capsys.readouterr().out
