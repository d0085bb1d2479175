"""Provinces: their names over time, the events that changed them, and their spellings."""
