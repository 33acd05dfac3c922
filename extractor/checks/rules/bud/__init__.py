"""Identities of the budget year."""
