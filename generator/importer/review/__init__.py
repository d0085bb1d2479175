"""Writes the review table for a spreadsheet, and applies it when it is filled in."""
