"""Seconds that planning takes, for the samples and large charts. By hand: python -m tests.benchmarks.planning"""

from __future__ import annotations

import time

from studio.base.paths import sample
from studio.plan.planner import make_plan
from studio.procedure.file import load
from tests.plan.large_chart import large_chart
from tests.procedure.small_charts import TODAY


def main() -> None:
    charts = [load(sample(name)) for name in ("hello", "travel_booking", "zoom_support", "insurance_claims")]
    charts += [large_chart(200, 300), large_chart(1000, 1500)]
    print(f"{'procedure':34} {'steps':>6} {'edges':>6} {'written':>8} {'seconds':>8}")
    for procedure in charts:
        began = time.process_time()
        plan = make_plan(procedure, TODAY)
        seconds = time.process_time() - began
        steps, edges = len(procedure.steps), len(procedure.edges)
        print(f"{procedure.name[:34]:34} {steps:6} {edges:6} {len(plan.taught):8} {seconds:8.2f}")


if __name__ == "__main__":
    main()
