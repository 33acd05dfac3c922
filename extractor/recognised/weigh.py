"""How sure the recogniser was of each fact."""

from __future__ import annotations

from extractor.errors import Lang
from extractor.model.interpretation import Interpretation
from extractor.model.report import Fact
from extractor.recognised.calibration import SURE
from extractor.recognised.ink import Ink
from extractor.recognised.readings import core


def weigh(found: Interpretation) -> None:
    """Give every fact of a recognised page the lowest probability of its own characters as ``confidence``."""
    ink = Ink(found.document)
    for fact in found.facts:
        figure = core(ink, fact)
        if figure is not None:
            fact.confidence = figure.confidence


def doubt(found: Interpretation, lang: Lang) -> None:
    """Call doubtful what was read with too little confidence, where no relations are there to bear it out."""
    for fact in found.facts:
        if unsure(fact):
            fact.doubtful, fact.why = True, unborne(fact)[lang == "en"]


def unsure(fact: Fact) -> bool:
    """Whether the recogniser itself was not sure of a fact's characters."""
    return fact.confidence is not None and fact.confidence < SURE


def unborne(fact: Fact) -> tuple[str, str]:
    """Why a fact is doubtful that nothing else bears out, in Chinese and English."""
    raw, sure = fact.raw.strip(), f"{fact.confidence:.2f}"
    return (
        f"识别存疑：读作{raw}，把握{sure}，没有其他数据可以印证，请看原页",
        f"doubtful: read as {raw} with probability {sure}, borne out by nothing else; look at the page",
    )
