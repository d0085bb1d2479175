"""Runs git on a repository that a stranger may have set up."""
