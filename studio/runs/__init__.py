"""The history of compiles: what was compiled when and how well, comparing, restoring, deleting and handing out runs."""
