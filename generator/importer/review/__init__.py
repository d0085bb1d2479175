"""Reviewing: the table of what a person must look at, out to a spreadsheet and back."""
