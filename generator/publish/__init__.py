"""Publishes a built site: replaces the output all or nothing, and records addresses in the ledger."""
