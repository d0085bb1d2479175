"""The glossary of the departments' trade: Vietnamese terms, their abbreviations, their English."""
