"""Rendering: from a page to the bytes of its file."""
