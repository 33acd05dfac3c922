"""The checkout on the path, so that tests can use benchmarks/ (the report generator) without installing it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def pytest_configure() -> None:
    """Property tests search anew on every run at a desk; on a build server the same examples every time."""
    import os

    from hypothesis import settings

    settings.register_profile("ci", derandomize=True, deadline=None)
    settings.register_profile("desk", deadline=None)
    settings.load_profile("ci" if os.environ.get("CI") else "desk")
