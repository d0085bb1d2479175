"""Text: which lines are the article, its Markdown, and the proof that nothing of it was lost."""
