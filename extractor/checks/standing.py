"""Which concepts are levels at a point in time (balances, headcounts, holdings) and which are flows of a year."""

from __future__ import annotations

import re

_STANDING = re.compile(
    r"^(?:(?:assets|liabilities|net_assets|liabilities_and_net_assets|staff|organization|vehicles|holdings|equipment|buildings)(?:\.|$)|~balance_sheet/)"
)


def standing(name: str) -> bool:
    """Whether a concept, or a row's name in an :class:`~extractor.checks.years.Edition`, is a level, not a flow."""
    return bool(_STANDING.match(name))
