"""Completeness: what is blank, missing, skipped or left over."""
