"""Reading: from a page's bytes to its lines, pictures and claims."""
