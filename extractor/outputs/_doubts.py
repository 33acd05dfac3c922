"""What the program says of figures it could not read for certain, the same in every output."""

from __future__ import annotations

from extractor.errors import Lang
from extractor.model.report import Fact, Report


def doubtful(report: Report) -> list[Fact]:
    """Figures recognised with doubt, in the report's order."""
    return [f for f in report.facts if f.doubtful]


def summary(report: Report, lang: Lang) -> str:
    """Said after the counts, so that silence is not taken for agreement; "" where no text was recognised."""
    doubts = doubtful(report)
    recognised = sum(f.confidence is not None for f in report.facts)
    if not recognised:
        return ""
    if not doubts:
        if lang == "zh":
            return f"{recognised} 个数字由图像识别，均无存疑。"
        return f"{recognised} figures were recognised from images, none with doubt."
    read = sum(f.reading is not None for f in doubts)
    if lang == "zh":
        tail = f"（{read} 个按合计等关系推定读法）" if read else ""
        return f"{recognised} 个数字由图像识别，其中 {len(doubts)} 个识别存疑{tail}，未据以提出问题，请对照原页。"
    tail = f" ({read} of them read as the report's arithmetic has it)" if read else ""
    return (
        f"{recognised} figures were recognised from images, {len(doubts)} with doubt{tail}: "
        "they are no findings, look at the pages."
    )


def nothing_read(report: Report, lang: Lang) -> str:
    """What to say of a report of which no figure was read, so that it is not taken for a clean one; else ""."""
    if report.coverage.quantities:
        return ""
    if lang == "zh":
        return "没有读到任何数字，无从核对：没有发现不等于没有问题。"
    return "No figure was read, so nothing was verified: no findings does not mean that nothing is wrong."
