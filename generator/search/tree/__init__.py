"""Merges the quarters and writes the tree of files that holds the posting lists."""
