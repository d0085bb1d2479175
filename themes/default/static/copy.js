// This is no copy. In a copy, `khotin archive` puts another file here, which says so on every page.
