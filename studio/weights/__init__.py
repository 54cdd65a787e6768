"""What is learned: recipes, the teaching loop, checkpoints, adapters and merging. torch lives here only."""
