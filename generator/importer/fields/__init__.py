"""Fields: when, by whom, where and for whom the article was published, and what is in doubt."""
