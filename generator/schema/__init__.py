"""The schema told to others: as JSON Schema to programs, as a reference table to editors."""
