"""Claims made in words: none of it, all of it, done or not done, more or less, and lists of named items."""

from __future__ import annotations

import re

from extractor.interpret import prose_words as w
from extractor.interpret.prose_changes import read_base
from extractor.interpret.prose_figures import Figure, money, percent, strip_lead
from extractor.interpret.prose_lists import same_unit
from extractor.interpret.prose_state import State
from extractor.interpret.prose_text import clauses
from extractor.model.interpretation import Statement

_ANY = re.compile(
    r"完成|达标|达成|达到|无|没有|未[发安编使产]|不涉及|不存在|[均都全]|分别|包括|：|持平|较|比|小于|大于|低于|高于|等\d|共\d|即|[内下]设|下辖|设有"
)
_SEGMENT = re.compile(r"；|。")

_WORDS = (
    ("未完成", r"未(?:能|全部|按期|按时|如期)?完成|没有(?:全部)?完成|尚未完成|未达标|未达成|未达到.{0,8}|未实现"),
    ("部分完成", r"(?:大|绝大)?部分(?:已)?完成|基本(?:已)?完成|部分达标|基本达标|基本达成|基本实现"),
    ("视同完成", r"视(?:同|为|作)(?:已)?完成"),
    (
        "已完成",
        r"(?:超额|全部|全面|圆满|顺利|如期|按期|按时|提前|均已?|已经?)*完成|(?:已|全部|均)*达标|(?:已|全部|均)*达成|(?:已|均)?达到(?:了)?(?:预期|年度|年初|绩效)*(?:目标|要求|指标值|目标值)",
    ),
)
_COMPLETION = tuple(
    (
        word,
        re.compile(
            rf"^(?P<what>.*?)(?P<goal>(?:年度|绩效|预期)?(?:目标|任务|指标)值?)?(?:已|均|也|全部|都)*(?:{pattern})$"
        ),
    )
    for word, pattern in _WORDS
)
_PREDICATE = re.compile(
    r"(?:指标|数据)*(?:未公布.*|未统计.*|(?:大|绝大)?部分完成|基本完成|显著.*|明显.*|持续.*|不断.*|有效.*|进一步.*|得到.*|与.*不符|稳步.*)$"
)
_VAGUE = re.compile(r"^(?:部分|个别|各项|全部|所有|其他|其余|大部分|多数|整体|总体|上述|以上|全年|年度)")
_ITEM = re.compile(r"、|以及|(?<=[\u3400-\u9fff])[和及](?=[\u3400-\u9fff])")

_NONE_HERE = re.compile(
    r"^(?:(?:本|我)(?:单位|部门|局|委|办|院|厅|中心)|我们)?(?:20\d\d年度?|本年度?|年内)?(?:无|没有|不涉及|未发生|未安排|暂无|空)(?:此项|此类|该项|相关|上述|以上|其他)*"
    r"(?:支出|情况|预算|内容|事项|问题|收支|资金|说明|需要说明的(?:情况|事项))*$"
)
_NONE = re.compile(
    r"^(?P<head>.*?)(?:(?<![有全毫])无(?![线法效形偿需须关锡烟障害人缝论异误偏故一条])|没有|未安排|未发生|未编列|未使用|不存在|未产生|不涉及)(?P<what>[\u3400-\u9fff“”（）、]{0,30})$"
)
_FISCAL = re.compile(r"(?:支出|收入|收支|预算|拨款|结转|结余|经费|费|资金|购置|负债|编制|安排|决算|基金|团组)$")
_EMPTY_WHAT = re.compile(r"^(?:任何)?(?:相关|此项)?(?:支出|费用|安排|收支|)$")
_ALL = re.compile(
    r"^(?P<head>.*?)(?:均|全部|都|皆)(?:为|是|系|来源于|来自于?|属于?)(?P<what>[\u3400-\u9fff（）“”]{2,24})$"
)

_TREND = re.compile(
    rf"(?:{w.ADVERBS}|有|呈|实现|了)*(?P<word>(?P<up>{w.LONG_UP})|(?P<down>{w.LONG_DOWN})|持平)(?:趋势|态势)?(?:的?(?:主要)?原因.*)?$"
)
_STAGED = re.compile(
    r"(?P<head>[^，；。]*?(?:决算|支出|执行|完成)数?)(?P<word>小于|低于|少于|不足|大于|高于|多于|超过|超出|等于|[与同和])(?P<base>(?:年初|全年|调整后?|批复|年度)*预算(?:数|额|金额)?)(?P<even>持平|相等|一致|相同|基本持平)?"
)

_LIST_AFTER = re.compile(
    r"分别(?:为|是|有)?：?|(?:主要)?包括：?|具体(?:为|是)：?|依次为：?|即：?|：|(?<=[个家项名类])，?(?:为|是)(?=[^，。]*、)"
)
_LIST_STOP = re.compile(
    r"，(?:另|其中|此外|还|共|并|同时|以及|主要|纳入)|；|。|等(?=[\d一二三四五六七八九十]|[，；。]|$)"
)
_SET_UP = re.compile(r"^.*?(?:下设|内设|设有|设立|包括|包含|分别为|分别是|纳入|涉及|下辖|：|有|设)")


def sayings(s: State, start: int, end: int, figures: list[Figure]) -> None:
    """Add the claims a sentence makes in words; ``figures`` are its own, already read."""
    text = s.even.text[start:end]
    if not _ANY.search(text):
        return
    segment: list[Figure] = []
    spoken = ""
    before = start
    for a, b in clauses(s.even, start, end):
        if _SEGMENT.search(s.even.text[before:a]):
            segment, spoken = [], ""
        words = s.even.text[a:b]
        own = [f for f in figures if a <= f.q.start < b]
        if own:
            segment += own
        else:
            if "完成" in words or "达" in words or "实现" in words:
                _completion(s, words, segment, spoken)
            _none(s, words)
            _all_of(s, words, [f for f in figures if f.q.start < a])
            _trend(s, words, segment)
        spoken = words
        before = b
    _counts(s, start, end, figures)


def none_here(s: State, text: str) -> None:
    """A paragraph that says 无: there is none of what its section is about."""
    words = text.strip("。；，、 　")
    if s.frame.titles and _NONE_HERE.match(words):
        subject = re.sub(r"(?:情况|说明|方面)+$", "", s.frame.titles[0])
        made = s.state(None, "none")
        made.subject = subject
        made.concept = _concept(s, subject)
        made.word = words


def _concept(s: State, words: str) -> str | None:
    return s.builder.matcher.match(words, path=s.frame.titles).concept if words else None


def _completion(s: State, words: str, segment: list[Figure], spoken: str) -> None:
    for word, pattern in _COMPLETION:
        m = pattern.match(words)
        if m is None:
            continue
        what = strip_lead(m.group("what")).rstrip("的等")
        if not m.group("goal") and not segment and not s.frame.achieved:
            return
        if not what and not m.group("goal") and not segment:
            return
        figure = next((f for f in reversed(segment) if f.role == "amount"), None) if not what else None
        said = s.statements[-1] if s.statements else None
        if (
            not what
            and not figure
            and said
            and said.kind == "completion"
            and said.text == s.text
            and said.subject in spoken
        ):
            said.word = word
            return
        if figure is not None:
            subjects = [segment[0].raw]
        elif what:
            subjects = [p for p in _ITEM.split(what) if p] if "等" in m.group("what") else [what]
        else:
            subjects = [_PREDICATE.sub("", strip_lead(spoken))]
        for subject in subjects:
            if not 2 <= len(subject) <= 60 or _VAGUE.match(subject):
                continue
            made = s.state(figure, "completion")
            made.subject, made.word = subject, word
            results = [f for f in segment if f.role == "amount" and f.scenario != "target"]
            made.current = results[-1].id if figure and results else None
            made.scenario = "actual"
            made.concept = figure.fact.concept if figure and figure.fact else None
        return


def _none(s: State, words: str) -> None:
    m = _NONE.match(words)
    if m is None:
        return
    head, what = strip_lead(m.group("head")), m.group("what")
    if _EMPTY_WHAT.match(what):
        subject = re.sub(r"(?:全年|本年度?|当年|均|未)+$", "", head)
    elif _FISCAL.search(what):
        subject = what
    else:
        return
    if len(subject) < 2 or not _FISCAL.search(subject) or re.search(r"超|违|虚|截留|挤占|挪用", subject):
        return
    made = s.state(None, "none")
    made.subject = subject
    made.concept = _concept(s, subject)
    made.scenario = w.stage(subject)
    if not w.core(subject) and (s.topic or s.subject):
        made.subject = f"{s.topic or s.subject}：{made.subject}"
        made.concept = _concept(s, s.topic or s.subject)
    made.word = "无"


def _all_of(s: State, words: str, before: list[Figure]) -> None:
    m = _ALL.match(words)
    if m is None or not _FISCAL.search(m.group("what")):
        return
    head = strip_lead(m.group("head"))
    amounts = [f for f in before if f in s.sentence_top and money(f.q.unit)]
    if head:
        amounts = [f for f in amounts if f.core and f.core == w.core(head)] or amounts[-1:]
    for f in amounts:
        made = s.state(f, "all_of")
        made.total = f.id
        made.subject = m.group("what")
        made.concept = _concept(s, m.group("what"))


def _trend(s: State, words: str, segment: list[Figure]) -> None:
    """三公经费较上年有所下降; 决算数小于预算数; 与上年持平: a direction without a figure."""
    staged = _STAGED.search(words) if "预算" in words else None
    if staged is not None and (staged["word"] not in "与同和" or staged["even"]):
        down = staged["word"] in ("小于", "低于", "少于", "不足")
        level = staged["word"] in ("与", "同", "和", "等于")
        _directed(
            s,
            staged["head"],
            staged["base"],
            0 if level else -1 if down else 1,
            staged["even"] or staged["word"],
            segment,
        )
        return
    for m in w.COMPARISON.finditer(words):
        trend = _TREND.match(words, m.end())
        if trend is None:
            continue
        direction = 0 if trend["word"] == "持平" else 1 if trend["up"] else -1
        for base in re.split(r"[和与及、]", m["base"]):
            _directed(s, words[: m.start()], base, direction, words[m.end() :], segment)


def _directed(s: State, head: str, base_words: str, direction: int, word: str, segment: list[Figure]) -> None:
    subject = strip_lead(head)
    stage = w.stage(subject)
    amounts = [f for f in segment if f.role == "amount" and f.group == 0] or s.top
    amounts = [f for f in amounts if not percent(f.q)]
    about = w.core(subject)
    named = s.find(about, s.year, stage) if about else None
    current = named or (
        next((f for f in reversed(amounts) if stage is None or f.scenario == stage), None) if not about else None
    )
    base = read_base(base_words, s.year, stage or (current.scenario if current else None))
    if base.year is None and base.scenario is None:
        return
    made: Statement = s.state(current, "change")
    made.fiscal_year = s.year
    made.current = current.id if current else None
    made.scenario = stage or (current.scenario if current else None)
    made.direction, made.base_year, made.base_scenario = direction, base.year, base.scenario
    made.subject = subject or (current.label if current else s.subject)
    made.concept = current.fact.concept if current and current.fact else _concept(s, about or s.subject)
    made.word = word
    if current is not None:
        known = s.find(current.core or s.subject, base.year, base.scenario)
        if known is None:
            beside = [x for x in s.top if (x.year, x.scenario) == (base.year, base.scenario) and same_unit(x, current)]
            known = beside[-1] if beside else None
        made.base = known.id if known is not None and known is not current else None


def _counts(s: State, start: int, end: int, figures: list[Figure]) -> None:
    """内设科室3个，分别是a、b、c; a、b、c等8个单位."""
    text, groups = s.even.text, s.even.groups
    for m in _LIST_AFTER.finditer(text, start, end):
        if groups[m.start()] != 0:
            continue
        stop = _stop(s, m.end(), end)
        if "、" not in text[m.end() : stop] or any(m.end() <= f.q.start < stop for f in figures):
            continue
        figure = _counted(s, text[start : m.start()], m.start(), figures)
        if figure is None:
            continue
        items = _items(s, m.end(), stop, end, int(figure.q.value))
        if len(items) > 1:
            _count(s, figure, items, text.startswith("等", stop) or items[-1].endswith("等"))
    for f in figures:
        if _countable(f) and f.group == 0 and "、" in f.left and f.right:
            listed = re.search(r"^(?P<items>.*?)(?P<mark>等|共|共计|合计)$", f.left) or re.search(
                r"^(?P<items>.*?(?:下设|内设|下辖|设有).*)(?P<mark>)$", f.left
            )
            if listed:
                words = _SET_UP.sub("", listed["items"])
                items = [i for i in re.split(r"、|以及|和(?=[^、]*$)", words) if i]
                if len(items) > 1:
                    _count(s, f, items, listed["mark"] == "等")


def _stop(s: State, at: int, end: int) -> int:
    for m in _LIST_STOP.finditer(s.even.text, at, end):
        if s.even.groups[m.start()] == 0:
            return m.start()
    return end


def _countable(f: Figure) -> bool:
    return (
        f.role == "amount"
        and not money(f.q.unit)
        and not percent(f.q)
        and f.q.value == int(f.q.value)
        and f.q.value > 1
    )


def _counted(s: State, words: str, at: int, figures: list[Figure]) -> Figure | None:
    """The count a list spells out: the figure right before it, or the one its words name."""
    clause = re.split(r"[，；。：]", words)[-1]
    last = next((f for f in reversed(figures) if f.q.end <= at), None)
    if (
        last is not None
        and _countable(last)
        and at - last.q.end <= 12
        and "，" not in words[-(at - last.q.end) or len(words) : -1]
    ):
        return last
    about = w.core(strip_lead(clause))
    if (
        last is not None
        and not about
        and _countable(last)
        and not re.sub(r"[，：]|" + re.escape(last.right), "", words[len(words) - (at - last.q.end) :])
    ):
        return last
    for f in reversed([*s.top]):
        if about and _countable(f) and f.core and (f.core == about or f.core.endswith(about) or about.endswith(f.core)):
            return f
    return None


def _items(s: State, start: int, stop: int, end: int, count: int) -> list[str]:
    text, groups = s.even.text, s.even.groups

    def cut(marks: str, until: int) -> list[str]:
        found, at = [], start
        for i in range(start, until):
            if groups[i] == 0 and text[i] in marks:
                found.append(text[at:i])
                at = i + 1
        found.append(text[at:until])
        return [x.strip("，、；：。") for x in found if x.strip("，、；：。")]

    comma = next((i for i in range(start, stop) if groups[i] == 0 and text[i] == "，"), stop)
    readings = [cut("、", comma), cut("、，", stop)]
    last = readings[0][-1] if readings[0] else ""
    for joint in ("以及", "和", "及"):
        if joint in last[1:-1]:
            a, b = last.rsplit(joint, 1)
            readings.append([*readings[0][:-1], a, b])
    return next((r for r in readings if len(r) == count), readings[0])


def _count(s: State, f: Figure, items: list[str], open_ended: bool) -> None:
    made = s.state(f, "count")
    made.total, made.items = f.id, list(items)
    made.exhaustive = not open_ended
    made.subject = f.label
    made.concept = f.fact.concept if f.fact else None
