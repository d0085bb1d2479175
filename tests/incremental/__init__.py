"""Tests that a build after an edit gives the very site that a clean build gives, and touches no more."""
