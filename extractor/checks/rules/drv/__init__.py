"""Derived figures: differences, growth, shares, rates."""
