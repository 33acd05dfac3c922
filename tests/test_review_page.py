"""The review page in a real browser: what a reviewer clicks and sees."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.outputs.html import page
from extractor.pipeline import run

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next((p for p in ("chromium", "chromium-browser", "google-chrome") if shutil.which(p)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page in")

# runs in the page after its own script; the result is left in the DOM for --dump-dom
SCRIPT = """
<script>
addEventListener('load', () => {
  const seen = {};
  try {
    const cards = [...document.querySelectorAll('.card')];
    seen.cards = cards.length;
    cards[0].click();
    seen.marked = document.querySelector('.m.on') !== null;
    seen.open = getComputedStyle(cards[0].querySelector('.more')).display !== 'none';
    const mark = document.querySelector('[data-findings]');
    mark.click();
    seen.selected = document.querySelector('.card.on') !== null
      && mark.dataset.findings.split(' ').includes(document.querySelector('.card.on').id.replace('finding-', ''));
    document.querySelector('.chip[data-severity=error]').click();
    seen.filtered = cards.filter((c) => !c.hidden).every((c) => !c.classList.contains('error'));
    document.querySelector('.chip[data-severity=error]').click();
    cards[0].click();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
    seen.decided = cards[0].dataset.decision;
    const blobs = [];
    URL.createObjectURL = (blob) => { blobs.push(blob); return 'blob:none'; };
    HTMLAnchorElement.prototype.click = function () { seen.saved = this.download; };
    document.querySelector('#save').click();
    blobs[0].text().then((text) => { seen.baseline = JSON.parse(text); done(); });
  } catch (error) { seen.error = String(error); done(); }
  function done() {
    const out = document.createElement('pre');
    out.id = 'seen';
    out.textContent = JSON.stringify(seen);
    document.body.append(out);
  }
});
</script>
"""


@pytest.mark.parametrize("name", ["sample-report.docx", "sample-report.pdf"])
def test_click_filter_decide_save(tmp_path: Path, name: str) -> None:
    result = run(ROOT / "fixtures" / name)
    html = tmp_path / "page.html"
    html.write_text(page(result).replace("</body>", SCRIPT + "</body>"), encoding="utf-8")
    seen = _open(html, tmp_path)
    assert "error" not in seen, seen
    assert seen["cards"] == len(result.report.findings)
    assert seen["marked"] and seen["open"] and seen["selected"] and seen["filtered"]
    assert seen["decided"] == "accepted"
    assert seen["saved"].endswith(".baseline.json")
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(seen["baseline"]), encoding="utf-8")
    again = run(ROOT / "fixtures" / name, overrides={"baseline": str(path)})
    assert len(again.report.findings) == len(result.report.findings) - 1


def test_page_loads_nothing() -> None:
    html = page(run(ROOT / "fixtures" / "sample-report.docx"))
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    assert "default-src 'none'" in html


def _open(html: Path, folder: Path) -> dict[str, object]:
    assert CHROMIUM is not None
    flags = ["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    command = [CHROMIUM, *flags, "--virtual-time-budget=4000", "--dump-dom", html.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.S)
    assert found, dom[-500:]
    seen: dict[str, object] = json.loads(found.group(1).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
    return seen
