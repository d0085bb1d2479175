"""Selects the lines of the article, writes its Markdown and checks its completeness."""
