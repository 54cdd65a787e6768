"""What is used: a conversation with a compiled model, its trace, the guard and the tools."""
