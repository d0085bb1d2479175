"""Builds the search index: the files that a reader's browser loads to answer a query."""
