"""Makes report.png, the picture of the report in the README, with Chromium: python python/docs/images/report.py"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from PIL import Image

import fealty as fy

HEIGHT, GAP, SCALE = 1500, 28, 0.6

PANEL = '<iframe width="{width}" height="{height}" data-show="{show}" srcdoc="{page}"></iframe>'
FRAME = """<!doctype html><style>
body {{ margin: {gap}px; display: flex; gap: {gap}px; background: #c9d3db }}
iframe {{ border: 0; border-radius: 10px; background: white; flex: none }}
</style>{panels}
<script>
for (const frame of document.querySelectorAll("iframe"))
  frame.addEventListener("load", () => {{
    const page = frame.contentDocument;
    page.documentElement.style.scrollBehavior = "auto";
    if (frame.dataset.show) page.getElementById(frame.dataset.show).scrollIntoView();
  }});
</script>"""


def main() -> None:
    """Three views: the beginning, the service steps, and the Chinese report on a phone."""
    book = fy.demo.dealership().book
    english, chinese = (fy.report.make(book, language).html for language in ("en", "zh"))
    views = ((1180, "", english), (1180, "area-flow", english), (390, "area-complaints", chinese))
    panels = [PANEL.format(width=width, height=HEIGHT, show=show, page=escape(page)) for width, show, page in views]
    size = sum(width for width, _, _ in views) + GAP * (len(views) + 1), HEIGHT + 2 * GAP
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed to make the picture")
    with tempfile.TemporaryDirectory() as folder:
        frame, picture = Path(folder) / "frame.html", Path(folder) / "report.png"
        frame.write_text(FRAME.format(gap=GAP, panels="".join(panels)), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--virtual-time-budget=10000"]
        view = [f"--window-size={size[0]},{size[1]}", f"--screenshot={picture}", frame.as_uri()]
        subprocess.run([chromium, *options, *view], check=True, capture_output=True)
        image = Image.open(picture).convert("RGB")
        small = image.resize((round(size[0] * SCALE), round(size[1] * SCALE)), Image.Resampling.LANCZOS)
        small.quantize(256, Image.Quantize.MAXCOVERAGE).save(Path(__file__).with_name("report.png"), optimize=True)


if __name__ == "__main__":
    main()
