"""The command line: the table of commands, and what becomes of errors.

A command lives in its own package's `commands` module, found by its place in this table only when it is asked for, so
that `studio --help` imports none of them. To add one: write a function there with the decorator of `base.command`, and
a line here.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

import studio
from studio.base.command import BAD, Command
from studio.base.errors import StudioError

INTERRUPTED = 130  # what shells give to a program ended by Ctrl-C


class Entry(NamedTuple):
    """A line of the table: one line of help, and where the command is, as `module:name`."""

    help: str
    place: str


# A name of two words is a command within a group, as in `studio models devices`.
COMMANDS: dict[str, Entry] = {
    "check": Entry("find what is wrong with a procedure", "studio.procedure.commands:check"),
    "test": Entry("play the kept test cases on the chart, and on a compiled model", "studio.bench.kept_commands:test"),
    "diff": Entry("say how two versions of a procedure differ", "studio.procedure.commands:diff"),
    "schema": Entry("print the JSON Schema of procedure files", "studio.procedure.commands:schema"),
    "plan": Entry("plan the practice conversations and print what they cover", "studio.plan.commands:plan"),
    "conversations": Entry("print a few practice conversations", "studio.conversations.commands:conversations"),
    "compile": Entry("compile a procedure into a model", "studio.compile.commands:compile_flow"),
    "running": Entry("list the compiles at work; pause, stop, cancel", "studio.compile.running_command:running"),
    "report": Entry("say how well a compiled model follows each step", "studio.bench.kept_commands:report"),
    "replay": Entry(
        "replay recorded conversations against a compiled model", "studio.bench.replay_commands:replay_cases"
    ),
    "verify": Entry("check a compiled model on held-out conversations", "studio.bench.commands:verify"),
    "chat": Entry("chat with a compiled model", "studio.chat.commands:chat"),
    "teach": Entry("keep a conversation as a test, or say what was right", "studio.chat.teach_command:teach"),
    "why": Entry("say why a compiled model replied as it did", "studio.chat.why_command:why"),
    "bench": Entry("compare a compiled model with the alternatives", "studio.bench.seats_commands:bench"),
    "export": Entry("write a chart as a picture or a document; hand out a model", "studio.runs.export_command:export"),
    "import": Entry("draw what another tool wrote as a procedure", "studio.exchange.import_command:import_flow"),
    "tour": Entry("see the main job once, on the travel sample", "studio.compile.tour:tour"),
    "runs list": Entry("list every compile, the newest first", "studio.runs.commands:listed"),
    "runs show": Entry("show one compile: scores, state, size", "studio.runs.commands:show"),
    "runs compare": Entry("compare two compiles and their procedures", "studio.runs.commands:compare"),
    "runs restore": Entry("write the procedure of a compile into a file", "studio.runs.commands:restore"),
    "runs clean": Entry("free the space of a compile, keep its model", "studio.runs.commands:clean"),
    "runs delete": Entry("delete compiles with all they hold", "studio.runs.commands:delete"),
    "models add": Entry("check a base model and list it by name", "studio.models.base_commands:add"),
    "models list": Entry("list the base models that can be taught", "studio.models.base_commands:listed"),
    "models remove": Entry("forget an added base model", "studio.models.base_commands:remove"),
    "models known": Entry("list known base models: licence, size, memory", "studio.models.base_commands:known"),
    "models devices": Entry("show what this computer has for training and chat", "studio.models.commands:devices"),
}
GROUPS = {"runs": "the history of compiles", "models": "base models, and what this computer has"}


class Parser(ArgumentParser):
    """An ArgumentParser whose complaints are a sentence and a remedy."""

    def error(self, message: str) -> NoReturn:
        raise StudioError(f"{message[:1].upper()}{message[1:]}.", f"See `{self.prog} --help`.")


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        code = run(list(arguments))
        sys.stdout.flush()
        return code
    except StudioError as error:
        from studio.base.sentences import in_language, system_language

        language = system_language()
        print(f"{in_language(error.message, language)}\n{in_language(error.hint, language)}".strip(), file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except Exception as error:
        from studio.base.crash import report

        print(report(error, arguments), file=sys.stderr)
        return BAD


def run(arguments: list[str]) -> int:
    """Find the command, read its arguments and run it. Raises whatever the command raises."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if arguments[0] in ("-V", "--version"):
        print(f"Subterra Studio {studio.__version__}")
        return 0
    name, rest = named(arguments)
    if name not in COMMANDS:
        print(overview(name))
        return 0
    entry = COMMANDS[name]
    command = found(entry.place)
    parser = Parser(prog=f"studio {name}", description=command.__doc__ or entry.help, allow_abbrev=False)
    command.add_to(parser)
    return command.run(parser.parse_args(rest))


def named(arguments: list[str]) -> tuple[str, list[str]]:
    """The command's name, or a group's when only its help is wanted, and the arguments left. Raises StudioError."""
    first, *rest = arguments
    if first in COMMANDS:
        return first, rest
    if first in GROUPS:
        if not rest or rest[0] in ("-h", "--help"):
            return first, []
        name = f"{first} {rest[0]}"
        if name in COMMANDS:
            return name, rest[1:]
        raise StudioError(f"There is no command `studio {name}`.", f"See `studio {first} --help`.")
    from difflib import get_close_matches

    near = get_close_matches(first, [*COMMANDS, *GROUPS], n=1)
    hint = f"Did you mean `studio {near[0]}`?" if near else "See `studio --help`."
    raise StudioError(f"There is no command `studio {first}`.", hint)


def found(place: str) -> Command:
    """The command at `module:name`."""
    module, _, name = place.partition(":")
    command = getattr(import_module(module), name)
    if not isinstance(command, Command):
        raise TypeError(f"{place} is not a command")
    return command


def overview(group: str = "") -> str:
    """The help of the studio, or of a group."""
    names = [name for name in COMMANDS if not group or name.startswith(f"{group} ")]
    width = max(map(len, names))
    head = f"studio {group}: {GROUPS[group]}" if group else f"{studio.__doc__} Version {studio.__version__}."
    usage = f"usage: studio {f'{group} ' if group else ''}COMMAND [arguments]     (studio COMMAND --help says more)"
    lines = [f"  {name.ljust(width)}  {COMMANDS[name].help}" for name in names]
    tail = (
        [] if group else ["", "Every command takes --json. Exit codes: 0 good, 1 findings or gate failed, 2 bad input."]
    )
    return "\n".join([head, "", usage, "", *lines, *tail])
