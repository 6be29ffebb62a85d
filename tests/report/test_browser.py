"""The page as a browser shows it: accessible, readable on a phone, whole on paper.

Needs Chromium and axe-core, which ``make browser`` fetches; in CI they must be there.
"""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bbic_ind.output.report.as_html import html as as_html
from bbic_ind.output.report.document import Document, Figure, Section

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 320, 1280

JUDGED = """
<script>{axe}</script>
<script>
axe.run({{runOnly: {rules}, resultTypes: ["violations"]}}).then(found => {{
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify(
    found.violations.map(v => [v.id, v.nodes.map(node => node.html)]));
  document.body.append(told);
}});
</script>
"""
MEASURED = """
<script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const page = frame.contentDocument;
  const told = document.createElement("pre");
  told.id = "told";
  const wide = [...page.querySelectorAll("main *, header *, nav *")]
    .filter(one => !one.closest("thead") && one.getBoundingClientRect().right > {width})
    .map(one => one.tagName);
  told.textContent = JSON.stringify([page.documentElement.scrollWidth, wide]);
  document.body.append(told);
}};
</script>
"""

CLIPPED = """
<script>
addEventListener("load", () => {
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify([...document.querySelectorAll(".table")]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.querySelector("caption").textContent));
  document.body.append(told);
});
</script>
"""


@pytest.fixture(autouse=True)
def browser():
    """Skip where the browser is not installed, but never in CI."""
    absent = [n for n, there in (("Chromium", CHROMIUM), ("axe-core", AXE.exists())) if not there]
    if absent and os.environ.get("CI") == "true":
        pytest.fail(f"{absent} must be there in CI: make browser")
    if absent:
        pytest.skip(f"no {' and no '.join(absent)}: make browser")


def chromium(page, *options, timeout=90):
    """Run the browser headless on a file, and give what it prints."""
    # The sandbox needs rights that a container seldom has; the page is our own.
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000")
    done = subprocess.run(
        [CHROMIUM, *fixed, *options, f"file://{page}"],
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=True,
    )
    return done.stdout


def told(page, width=DESK):
    """What a script in the page left in the element ``told``."""
    dumped = chromium(page, f"--window-size={width},900", "--dump-dom")
    return json.loads(html.unescape(re.search(r'<pre id="told">(.*?)</pre>', dumped, re.DOTALL)[1]))


def with_script(page, script):
    """A copy of the page that may run a script, which the page itself may not."""
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    return free.replace("</body>", f"{script}</body>")


def test_the_page_breaks_no_rule_of_wcag(town, tmp_path):
    assert judged(town.html, tmp_path) == []


def test_the_rules_are_really_tried(tmp_path):
    """A page with a chart that says nothing must be found out."""
    chart = {"data": {"values": []}, "mark": "point"}
    silent = Document("sv", "A", "", "", (Section("B", "b", (Figure(chart, "", "C"),)),))
    page = as_html(silent).replace('alt="C"', "")

    assert judged(page, tmp_path) == ["image-alt"]


def judged(page, folder):
    """The rules that a page breaks."""
    script = JUDGED.format(axe=AXE.read_text("utf-8"), rules=json.dumps(RULES))
    file = folder / "rapport.html"
    file.write_text(with_script(page, script), "utf-8")
    return [rule for rule, _ in told(file)]


def test_on_a_phone_nothing_is_wider_than_the_screen(town, tmp_path):
    """A table stands row by row, with its headings beside its cells and hidden above."""
    (tmp_path / "rapport.html").write_text(town.html, "utf-8")
    frame = f'<iframe src="rapport.html" width="{PHONE}" height="800" style="border:0"></iframe>'
    phone = tmp_path / "telefon.html"
    phone.write_text(f"<body style='margin:0'>{frame}{MEASURED.format(width=PHONE)}", "utf-8")
    dumped = chromium(phone, "--allow-file-access-from-files", "--dump-dom")
    measured = re.search(r'<pre id="told">(.*?)</pre>', dumped, re.DOTALL)[1]
    width, too_wide = json.loads(html.unescape(measured))

    assert width <= PHONE
    assert too_wide == []


def test_on_a_desk_no_table_is_clipped_beside_its_chart(town, tmp_path):
    page = tmp_path / "rapport.html"
    page.write_text(with_script(town.html, CLIPPED), "utf-8")

    assert told(page) == []


def test_the_page_prints(town, tmp_path):
    page, paper = tmp_path / "rapport.html", tmp_path / "rapport.pdf"
    page.write_text(town.html, "utf-8")
    chromium(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")

    assert paper.read_bytes().startswith(b"%PDF")
    assert 5 < paper.read_bytes().count(b"/Type /Page\n") < 40
