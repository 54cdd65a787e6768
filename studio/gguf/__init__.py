"""What is shipped: one self-contained GGUF, its quantised forms, its card, and the adapter alone."""
