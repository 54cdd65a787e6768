"""What a compiled model must reach before it is called ready to use, as shares. `verify` measures and judges."""

GATE_DECISIONS = 0.95
GATE_CLEAN = 0.90
GATE_WITHOUT_TRACES = 0.80
