"""The conductor: one compile from a flowchart to a verified GGUF, in stages that can be cached, resumed and stopped."""
