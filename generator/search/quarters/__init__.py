"""Indexes the documents of one quarter of a year; the result is cached and patched."""
