"""Planning: from the archive to the pages of the site."""
