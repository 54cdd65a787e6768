"""The one door: `studio [FILE.flow.json ...]` opens the window, `studio COMMAND` is the command line, `studio worker
NAME` a child process.

Nothing is imported before it is known which of them is wanted, so that each holds only what it needs.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

from studio.base.offline import go_offline

# Each is a module with a function `main` that returns the exit code; it is given the arguments after the name, if any.
WORKERS = {
    "compile": "studio.compile.worker",
    "estimate": "studio.compile.estimate_worker",
    "engine": "studio.engine.child",
    "quantise": "studio.gguf.quantiser",
    "untaught": "studio.gguf.untaught",
}

# Commands that draw: the window's own, so that the command line need not know it. As in the table of `studio.cli`.
WINDOW_COMMANDS = {
    "open": ("try a compiled model: chat and chart without the editor", "studio.ui.chat.tester:open_"),
    "screenshot": ("draw the window into a picture", "studio.ui.screenshot:screenshot"),
}


def main() -> int:
    """Run what the command line asks for, and return the exit code."""
    go_offline()
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        return work(arguments[1:])
    if all(argument.endswith(".flow.json") for argument in arguments) and has_window():
        return int(import_module("studio.ui").main(arguments) or 0)
    from studio import cli

    for name, (said, place) in WINDOW_COMMANDS.items():
        cli.COMMANDS.setdefault(name, cli.Entry(said, place))
    return cli.main(arguments or ["tour"])


def work(arguments: list[str]) -> int:
    """Be the worker named first; the rest are its own arguments."""
    if not arguments or arguments[0] not in WORKERS:
        print(f"studio worker takes one of: {', '.join(WORKERS)}.", file=sys.stderr)
        return 2
    name, *rest = arguments
    worker = import_module(WORKERS[name]).main
    return int((worker(rest) if rest else worker()) or 0)


def has_window() -> bool:
    """Whether there is a window to open and a display to open it on."""
    display = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(display) and find_spec("studio.ui") is not None and find_spec("PySide6") is not None


if __name__ == "__main__":
    sys.exit(main())
