"""Work in other processes, and when Python collects garbage."""
