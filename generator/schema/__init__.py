"""The schema of front matter and settings, and the JSON Schema and reference made from it."""
