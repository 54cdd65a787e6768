"""What was drawn: the procedure, its file, its values, its checks and the machine that gives it meaning."""
