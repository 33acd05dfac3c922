"""Arithmetic and direction words in prose."""
