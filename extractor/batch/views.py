"""What people ask of the database, as views.

``statements`` and ``figures``, which choose the one value a report states, are :mod:`extractor.overview.figures`'s.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class View:
    """A query with a name. ``zh`` and ``en`` say what a row is."""

    name: str
    zh: str
    en: str
    sql: str


def _stage(scenario: str, concept: str = "expenditure") -> str:
    return f"max(value) FILTER (concept = '{concept}' AND scenario = '{scenario}')"


VIEWS: tuple[View, ...] = (
    View(
        "own_figures",
        "figures 中属于报告部门本身、报告年度的行",
        "the rows of figures that are about the reporting department itself in the year reported on",
        """
SELECT f.* FROM figures f JOIN documents d USING (document, organization, fiscal_year)""",
    ),
    View(
        "department_years",
        "每个部门每年一行：报告份数、问题数、覆盖率、主要收支（元）、编制和在职人数",
        "a row per department and year: reports, findings, coverage, main amounts (元), posts and staff",
        f"""
WITH own AS (
  SELECT document, {_stage("original_budget")} AS original_budget, {_stage("final_budget")} AS final_budget,
         {_stage("actual")} AS actual, {_stage("actual", "expenditure.basic")} AS basic,
         {_stage("actual", "expenditure.project")} AS project,
         max(value) FILTER (concept = 'staff.posts') AS posts,
         max(value) FILTER (concept = 'staff.in_post') AS in_post
  FROM own_figures GROUP BY document)
SELECT d.organization, d.fiscal_year, count(*) AS reports, sum(errors) AS errors, sum(warnings) AS warnings,
       sum(infos) AS infos, sum(quantities) AS quantities,
       round(100 * sum(in_facts) / nullif(sum(quantities), 0), 1) AS in_facts_percent,
       round(100 * sum(in_relations) / nullif(sum(quantities), 0), 1) AS in_relations_percent,
       max(original_budget) AS original_budget, max(final_budget) AS final_budget, max(actual) AS actual,
       max(basic) AS basic, max(project) AS project, max(posts) AS posts, max(in_post) AS in_post
FROM documents d LEFT JOIN own USING (document)
WHERE d.status = 'ok' GROUP BY d.organization, d.fiscal_year""",
    ),
    View(
        "three_public",
        "每个部门每年每个口径一行：三公经费及各项（元）",
        "a row per department, year and scenario: the three public expenses and their items (元)",
        """
SELECT organization, fiscal_year, scenario,
       max(value) FILTER (concept = 'three_public') AS total,
       max(value) FILTER (concept = 'three_public.abroad') AS abroad,
       max(value) FILTER (concept = 'three_public.vehicles') AS vehicles,
       max(value) FILTER (concept = 'three_public.vehicles.purchase') AS vehicles_purchase,
       max(value) FILTER (concept = 'three_public.vehicles.running') AS vehicles_running,
       max(value) FILTER (concept = 'three_public.reception') AS reception,
       bool_or(doubtful) AS doubtful, count(DISTINCT document) AS documents
FROM figures
WHERE measure = 'amount' AND unit = '元' AND (concept = 'three_public' OR starts_with(concept, 'three_public.'))
GROUP BY ALL""",
    ),
    View(
        "execution_rates",
        "每份报告每个单位一行：全年预算、执行数（元）和按二者计算的执行率",
        "a row per document and organization: final budget and actual (元), and the rate they make",
        """
WITH amounts AS (
  SELECT document, organization, fiscal_year, concept,
         max(value) FILTER (scenario = 'final_budget') AS final_budget,
         max(value) FILTER (scenario = 'actual') AS actual
  FROM figures WHERE measure = 'amount' AND concept IN ('expenditure', 'fund.total') GROUP BY ALL)
SELECT *, round(100 * actual / nullif(final_budget, 0), 2) AS rate_percent
FROM amounts WHERE final_budget IS NOT NULL AND actual IS NOT NULL""",
    ),
    View(
        "findings_by_rule",
        "每条规则、每个部门、每个级别一行：问题数和涉及的报告数",
        "a row per rule, department and severity: findings and the reports they are in",
        """
SELECT rule, organization, severity, count(*) AS findings, count(DISTINCT document) AS documents
FROM findings GROUP BY rule, organization, severity""",
    ),
    View(
        "failures",
        "未能读取的文件，每个路径一行，附原因",
        "files that could not be read, a row per path, with the reason",
        """
SELECT f.path, d.document, d.code, d.sentence, d.seconds FROM documents d JOIN files f USING (document)
WHERE d.status = 'failed'
UNION ALL SELECT path, NULL, code, sentence, NULL FROM files WHERE status = 'failed'""",
    ),
)


_OF_FIGURES = {
    "statements": "每份报告每个数据的每种取值一行，附印几处、有几项关系印证 / "
    "a row per document, figure and value: how often it is printed, how many relations bear it out",
    "figures": "每份报告每个数据一行，取最可信的值（元），others 为其他取值 / "
    "a row per document and figure: the most credible value (元); others has what else is printed",
}
"""The views of :mod:`extractor.overview.figures`."""


def statements() -> list[str]:
    """The SQL that makes all views and says what they are."""
    from extractor.batch.layout import DB_TABLES, quoted
    from extractor.overview import figures

    facts = next(t for t in DB_TABLES if t.name == "facts")
    made = list(figures.views(facts.columns))
    for name, about in _OF_FIGURES.items():
        made.append(f'COMMENT ON VIEW "{name}" IS {quoted(about)}')
    for view in VIEWS:
        made.append(f'CREATE OR REPLACE VIEW "{view.name}" AS {view.sql.strip()}')
        made.append(f'COMMENT ON VIEW "{view.name}" IS {quoted(f"{view.zh} / {view.en}")}')
    return made
