"""Is it right: playing held-out conversations against a model and judging every message by the machine's gold."""
