"""Checks the content more closely than a build does, and applies safe fixes."""
