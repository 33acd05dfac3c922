"""One quantity, several mentions."""
