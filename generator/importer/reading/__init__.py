"""Reads the bytes of a page into lines, pictures and metadata."""
