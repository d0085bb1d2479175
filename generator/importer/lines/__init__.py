"""Classifies single lines: title, dateline, signature, boilerplate."""
