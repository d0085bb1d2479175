"""Placing: articles and their media into a site's content, each once, never over what is there."""
