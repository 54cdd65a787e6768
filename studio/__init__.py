"""Subterra Studio: draw a procedure, compile it into a small language model, talk to it offline."""

__version__ = "0.1.0"
