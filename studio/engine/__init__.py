"""Running a GGUF in a child process: the studio uses `client.Engine`; llama_cpp lives in the child."""
