"""Checking: everything that can be known about the content before a build, beside what the build finds."""
