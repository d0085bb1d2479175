"""Khotin: a bilingual, static news archive from a folder of Markdown articles."""

__version__ = "1.0.0"
