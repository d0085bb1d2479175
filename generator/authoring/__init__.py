"""Creates files of new articles and translations, and lists the translations that are due."""
