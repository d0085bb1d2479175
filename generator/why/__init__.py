"""Explains what an output file is made of, and why the last build wrote it."""
