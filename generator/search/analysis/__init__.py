"""Turns the texts of documents into terms and concepts, as numbers."""
