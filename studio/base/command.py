"""What a command of the command line is: a function with its arguments, that answers in words or in JSON.

Which commands there are, and what becomes of errors, is `studio.cli`'s business.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

GOOD, FOUND, BAD = 0, 1, 2  # exit codes: all well; findings, or a gate failed; bad usage or input

Run = Callable[[Namespace], int]


class Argument:
    """One argument of a command, as `ArgumentParser.add_argument` takes it."""

    def __init__(self, *names: str, **details: Any) -> None:
        self.names = names
        self.details = details


class Command:
    """A command that can be run. Every command also has --json, found as `asked.json`."""

    def __init__(self, run: Run, arguments: tuple[Argument, ...]) -> None:
        self.run = run
        self.arguments = arguments
        self.__doc__ = run.__doc__

    def __call__(self, asked: Namespace) -> int:
        return self.run(asked)

    def add_to(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        for argument in self.arguments:
            parser.add_argument(*argument.names, **argument.details)
        parser.add_argument("--json", action="store_true", help="answer in JSON on standard output")


def command(*arguments: Argument) -> Callable[[Run], Command]:
    """Make a command of a function that takes the parsed arguments and returns the exit code."""
    return lambda run: Command(run, arguments)


def answer(asked: Namespace, data: Any, text: str) -> None:
    """Print `data` as JSON when that was asked for, else `text`."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str) if asked.json else text, flush=True)


def aside(text: str) -> None:
    """Say something beside the answer: progress, remarks."""
    print(text, file=sys.stderr, flush=True)
