"""Measurements of this program: accuracy, injected errors, speed."""
