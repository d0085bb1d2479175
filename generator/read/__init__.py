"""Reads the files of a site: content/ and ledger/ into entries, site.toml, and the theme."""
