"""Explaining: what a file of the output is made of, and why the last build wrote it or left it alone."""
