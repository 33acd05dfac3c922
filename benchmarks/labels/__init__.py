"""How well printed labels are matched to concepts: ``python -m benchmarks.labels``."""
