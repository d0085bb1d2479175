"""The schema of front matter and settings, with its JSON Schema and reference."""
