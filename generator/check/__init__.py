"""Checks the content more closely than a build does, and fixes what is safe to fix."""
