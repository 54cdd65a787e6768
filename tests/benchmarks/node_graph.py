"""The same chart, shown and panned in NodeGraphQt, for comparison. `canvas` calls it.

It is no part of the studio's dependencies. To have it in the run, put it into a folder of its own and name that:

    python -m pip install --target /tmp/node_graph --no-deps NodeGraphQt==0.6.44 Qt.py==2.0.7
    PYTHONPATH=/tmp/node_graph python -m tests.benchmarks.canvas

It then uses the studio's own PySide6 (through Qt.py), and before Python 3.12, as it imports distutils.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.procedure.model import Procedure

MISSING = "NodeGraphQt is not here, so nothing is compared with it; tests/benchmarks/node_graph.py says how to get it"


def is_there() -> bool:
    return find_spec("NodeGraphQt") is not None and find_spec("Qt") is not None


class Rival:
    """A window of NodeGraphQt with a node for each step, an input each, an output for each way out, and pipes."""

    def __init__(self, procedure: Procedure, size: tuple[int, int]) -> None:
        from NodeGraphQt import BaseNode, NodeGraph

        class Step(BaseNode):  # type: ignore[misc]
            __identifier__ = "studio"
            NODE_NAME = "Step"

        self.graph = NodeGraph()
        self.graph.register_node(Step)
        made: dict[str, Any] = {}
        for step in procedure.steps:
            place = procedure.layout[step.id]
            node = self.graph.create_node(
                "studio.Step", name=step.title, pos=[place["x"], place["y"]], selected=False, push_undo=False
            )
            node.add_input("in", multi_input=True)
            for edge in step.shape[2]:
                node.add_output(edge.branch)
            made[step.id] = node
        for edge in procedure.edges:
            made[edge.source].get_output(edge.branch).connect_to(made[edge.target].input(0), push_undo=False)
        self.nodes = made
        self.view = self.graph.viewer()
        self.view.resize(*size)
        self.view.show()

    @property
    def viewport(self) -> QWidget:
        viewport: QWidget = self.view.viewport()
        return viewport

    def show_all(self) -> None:
        self.view.zoom_to_nodes([node.view for node in self.nodes.values()])

    def show_step(self, step: str, zoom: float) -> None:
        self.view.reset_zoom(self.nodes[step].view.scenePos())
        self.view.scale(zoom, zoom)

    def pan_by(self, across: int, down: int) -> Callable[[int], None]:
        """A step of a pan, by pixels of the screen, there and back across."""

        def step(number: int) -> None:
            zoom = self.view.transform().m11()
            self.view._set_viewer_pan((across if number % 2 else -across) / zoom, down / zoom)

        return step
