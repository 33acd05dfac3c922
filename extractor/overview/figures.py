"""The one figure a report states for (organization, concept, year, scenario), though it prints it in several places.

A report prints its total expenditure in the text, in two tables and in a score form; one of them may be mistyped. What
the report states is chosen here and nowhere else, as the SQL view ``figures`` of the database:

1. a figure read with confidence before one marked ``doubtful`` (scans), an exact one before one printed with 约;
2. the value that more evaluated relations bear out (``consistent`` or ``rounding``; rules between reports don't count);
3. the value that fewer relations contradict;
4. the value printed more often;
5. the value printed with more decimals, then the one that stands first.

Limits (≥, ≤), ranges, changes, growth and shares are no statements of the figure itself and are left out, and so is
what a project's own score form says: that is the project's money and score, not the organization's. Amounts are in the
base unit (元, not 万元) as DECIMAL. A doubtful figure for which the report's arithmetic speaks for another reading of
the same ink counts as that reading.
"""

from __future__ import annotations

from collections.abc import Container

from extractor.text.units import SCALES, WHOLE

_MEASURES = ("amount", "count", "rate", "score", "weight", "other")
_LARGEST = "1e15"
"""In the printed unit. Times 万亿 it still fits into DECIMAL(38, 8); nothing a department prints comes near."""


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _scale(column: str) -> str:
    """SQL for how many base units one unit is, as :func:`extractor.text.units.scale`."""
    whole = " OR ".join(f"starts_with({column}, {_literal(w)})" for w in WHOLE)
    tests = "".join(
        f" WHEN starts_with({column}, {_literal(word)}) THEN {factor:f}"
        for word, factor in sorted(SCALES.items(), key=lambda pair: -len(pair[0]))
    )
    return f"CASE WHEN {whole} THEN 1{tests} ELSE 1 END"


def _base(column: str) -> str:
    """SQL for the unit without its multiplier: 元 for 万元."""
    whole = " OR ".join(f"starts_with({column}, {_literal(w)})" for w in WHOLE)
    tests = "".join(
        f" WHEN starts_with({column}, {_literal(word)}) THEN substr({column}, {len(word) + 1})"
        for word in sorted(SCALES, key=lambda word: -len(word))
    )
    return f"CASE WHEN {whole} THEN {column}{tests} ELSE {column} END"


def views(columns: Container[str], *, temporary: bool = False) -> tuple[str, ...]:
    """The statements that make the views ``statements`` (one row a printed value) and ``figures`` (one row a figure).

    ``columns`` are the columns of ``facts``: those that only newer databases have are used where they are there.
    ``temporary`` views live in the connection, for a database opened for reading only.
    """
    value = "coalesce(reading, value)" if "reading" in columns else "value"
    doubtful = "coalesce(doubtful, false)" if "doubtful" in columns else "false"
    if "doubtful" in columns and "reading" in columns:
        doubtful = f"({doubtful} AND reading IS NULL)"
    create = "CREATE OR REPLACE TEMP VIEW" if temporary else "CREATE OR REPLACE VIEW"
    measures = ", ".join(map(_literal, _MEASURES))
    statements = f"""
{create} statements AS
WITH printed AS (
    SELECT document, id, organization, concept, fiscal_year, coalesce(scenario, '') AS scenario, measure,
           CAST(CAST({value} AS DECIMAL(38, 8)) * ({_scale("unit")}) AS DECIMAL(38, 8)) AS value,
           {_base("unit")} AS unit,
           CAST(0.5 * ({_scale("unit")}) / pow(10, coalesce(decimals, 8)) AS DOUBLE) AS half,
           {doubtful} AS doubtful, qualifier IS NOT NULL AS rough,
           raw, page, section, paragraph, "table", "row", col
    FROM facts
    WHERE concept IS NOT NULL AND fiscal_year IS NOT NULL AND organization IS NOT NULL AND abs({value}) < {_LARGEST}
      AND measure IN ({measures}) AND upper IS NULL AND (qualifier IS NULL OR qualifier = '~')
      AND (document, coalesce("table", -1)) NOT IN (SELECT document, "table" FROM tables
                                                   WHERE kind = 'project_score' AND "table" IS NOT NULL)
), borne AS (
    SELECT document, id, count(*) FILTER (status IN ('consistent', 'rounding')) AS borne,
           count(*) FILTER (status = 'inconsistent') AS broken
    FROM (SELECT document, status, unnest(string_split(facts, ';')) AS id FROM relations
          WHERE facts IS NOT NULL AND rule NOT LIKE 'YRS%')
    GROUP BY document, id
)
SELECT document, organization, concept, fiscal_year, scenario, measure, value, unit, min(half) AS half,
       bool_and(doubtful) AS doubtful, bool_and(rough) AS rough, count(*) AS mentions,
       coalesce(sum(borne), 0)::BIGINT AS borne, coalesce(sum(broken), 0)::BIGINT AS broken,
       arg_min(struct_pack(raw := raw, page := page, section := section, paragraph := paragraph, "table" := "table",
                           "row" := "row", col := col, fact := id),
               (coalesce(page, 0), coalesce(paragraph, 1000000), coalesce("table", 0), coalesce("row", 0),
                coalesce(col, 0), id))
           AS place
FROM printed LEFT JOIN borne USING (document, id)
GROUP BY ALL"""
    figures = f"""
{create} figures AS
WITH ranked AS (
    SELECT *, row_number() OVER w AS rank, first_value(value) OVER w AS best, first_value(half) OVER w AS best_half
    FROM statements
    WINDOW w AS (PARTITION BY document, organization, concept, fiscal_year, scenario, measure
                 ORDER BY doubtful, rough, unit IS NULL, borne DESC, broken, mentions DESC, half, place)
)
SELECT document, organization, concept, fiscal_year, scenario, measure, any_value(value) FILTER (rank = 1) AS value,
       any_value(unit) FILTER (rank = 1) AS unit, any_value(half) FILTER (rank = 1) AS half,
       any_value(doubtful) FILTER (rank = 1) AS doubtful, any_value(mentions) FILTER (rank = 1) AS mentions,
       any_value(borne) FILTER (rank = 1) AS borne, any_value(broken) FILTER (rank = 1) AS broken,
       any_value(place) FILTER (rank = 1) AS place,
       list(struct_pack(value := value, mentions := mentions, borne := borne, place := place) ORDER BY rank)
           FILTER (rank > 1 AND abs(value - best) > half + best_half) AS others
FROM ranked
GROUP BY document, organization, concept, fiscal_year, scenario, measure"""
    return statements, figures
