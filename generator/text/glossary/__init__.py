"""Glossary of science and technology administration: Vietnamese terms, abbreviations, English."""
