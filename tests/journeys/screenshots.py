"""Pictures of the pages for docs/images: ``python -m tests.journeys.screenshots URL``.

URL is that of a demo that runs (``make run``). Look at each picture before it is kept.
"""

from __future__ import annotations

import os
import sys

from tests.journeys.pages import PLACES, visit
from tests.plugins.browser import chromium
from tests.tracker.running import ROOT

IMAGES = ROOT / "docs" / "images"
NAMES = ("board", "plan", "search", "work", "work-empty", "responsibility", "form", "review")
# the browser writes its date fields in the language of its surroundings
CHINESE = {"LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
SIZES = {"": (1366, 768), "-phone": (390, 844)}


def main(url: str) -> None:
    """Take each picture in both sizes."""
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"], env=os.environ | CHINESE
        )
        for suffix, (width, height) in SIZES.items():
            page = browser.new_page(
                base_url=url, viewport={"width": width, "height": height}, locale="zh-CN"
            )
            for place in PLACES:
                if place.name in NAMES:
                    visit(page, place)
                    page.screenshot(path=IMAGES / f"{place.name}{suffix}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
