"""Lines: what a line is by its words and shape: the title, a date, a signature, the site's furniture."""
