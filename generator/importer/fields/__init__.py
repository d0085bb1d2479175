"""Finds the fields of the article: date, byline, province, origin, language, topics."""
