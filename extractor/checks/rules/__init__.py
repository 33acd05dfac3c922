"""The rules, a module for each code, found by walking this package: add a file and it runs, is listed and explained.

A module is named after its code (``sum/sum001.py`` holds SUM001) and has

* a docstring, which is its page: 检查什么, 为什么, 例子, 怎样判断, 局限, then a line ``## English`` and the same in
  English;
* ``RULE``, a :class:`~extractor.checks.registry.Rule` with titles, severity, message templates and what it needs;
* ``check(context)``, which reads a :class:`~extractor.checks.context.Context` and yields a
  :class:`~extractor.checks.claim.Claim` (arithmetic: the evaluator judges it), a
  :class:`~extractor.checks.claim.Verdict` (judged by the rule) or a :class:`~extractor.checks.claim.Skip` (why a part
  was passed over). It raises, prints and formats nothing.

Modules whose name begins with ``_`` are helpers. ``python -m extractor.checks.docs`` writes the pages to docs/rules.
"""
