"""The search index: from documents to the files that the reader's browser asks (see index.py)."""
