"""Reads the sources, with one module for each kind of container."""
