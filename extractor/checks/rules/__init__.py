"""The rules, a module for each code; :mod:`extractor.checks.registry` finds them."""
