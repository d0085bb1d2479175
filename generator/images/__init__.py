"""Pictures in smaller sizes, which pages show instead of the whole ones."""
