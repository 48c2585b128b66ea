"""The pages that compare and rollout write, in a real browser: on a phone and on a projector, light and dark, played,
printed, and without their script. Nothing may be loaded, and the console must stay empty.

With CROSSROADS_SCREENSHOTS=FOLDER the pictures stay there to be looked at. Exit 77 says "skipped": no browser; with
CI=true that is a failure instead.
"""
import os
import pathlib
import sys
import time
import unittest

import browser
from programs import TorchTest, read_png, run

SKIPPED = 77
WIDTHS = {390: 844, 1600: 1000}  # CSS pixels: a phone, a projector
MOST_BYTES = 10_000_000

SHOWN = "[...document.querySelectorAll('%s')].map((one) => [...one.children].findIndex((li) => li.classList.contains('on')))"
VISIBLE = "[...document.querySelectorAll('%s')].filter((one) => one.getClientRects().length > 0).length"


class ReportPage(TorchTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        runs = [cls.train(arm, "--arm", arm, "--snapshot-every", 0.1) for arm in ("mse", "gan+es")]
        out = cls.folder / "report"
        run("compare", "--runs", *runs, "--level", "corner", "--states", 12, "--samples", 8, "--snapshots", "--out", out,
            check=True)
        run("rollout", "--runs", *runs, "--level", "corner", "--starts", 3, "--frames", 12, "--out", out, check=True)
        run("compare", "--runs", *runs, "--recording", cls.recording, "--states", 4, "--samples", 8, "--out", out / "film",
            check=True)
        cls.page = out / "report.html"
        cls.pages = {"report": cls.page, "rollout": out / "rollout.html", "recording": out / "film" / "report.html"}
        cls.browser = cls.enterClassContext(browser.Browser())

    def open(self, width=1600, page=None, **options):
        self.browser.open(page or self.page, width, WIDTHS[width], **options)

    def assert_no_complaints(self, page=None):
        self.browser.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.assertEqual(self.browser.complaints, [])
        self.assertEqual(self.browser.requests, [(page or self.page).resolve().as_uri()])

    def keep(self, name, png):
        folder = os.environ.get("CROSSROADS_SCREENSHOTS")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            (pathlib.Path(folder) / f"{name}.png").write_bytes(png)

    def test_pages_fit_every_width_in_both_colours_and_load_nothing(self):
        for name, page in self.pages.items():
            self.assertLess(page.stat().st_size, MOST_BYTES)
            for width, height in WIDTHS.items():
                for dark in (False, True):
                    with self.subTest(page=name, width=width, dark=dark):
                        self.open(width, page, dark=dark)
                        self.assertEqual(self.browser.value("document.documentElement.scrollWidth"), width)
                        self.assertTrue(self.browser.value(
                            "[...document.images].every((one) => one.complete && one.naturalWidth > 0)"))
                        png = self.browser.screenshot()
                        self.assertEqual(read_png(png), (width, height))
                        self.keep(f"{name} {width} {'dark' if dark else 'light'}", png)
                        self.assert_no_complaints(page)

    def test_the_switch_goes_from_light_to_dark_and_back(self):
        ground = "getComputedStyle(document.body).backgroundColor"
        self.open()
        light = self.browser.value(ground)
        self.browser.value("document.querySelector('.theme').click()")
        dark = self.browser.value(ground)
        self.assertNotEqual(light, dark)
        self.browser.value("document.querySelector('.theme').click()")
        self.assertEqual(self.browser.value(ground), light)
        self.open(dark=True)
        self.assertEqual(self.browser.value(ground), dark)
        self.browser.value("document.querySelector('.theme').click()")
        self.assertEqual(self.browser.value(ground), light)
        self.assert_no_complaints()

    def test_rollouts_are_played_together_stepped_and_drawn_along(self):
        self.open()
        films = SHOWN % "#rollouts .leafed > :first-child .frames"
        self.browser.value("document.querySelector('#rollouts').scrollIntoView()")
        deadline = time.monotonic() + 20
        while max(self.browser.value(films)) < 3:  # it plays by itself where it is seen
            self.assertLess(time.monotonic(), deadline, "nothing moves")
            time.sleep(0.05)
        controls = "document.querySelector('#rollouts .controls')"
        self.browser.value(f"{controls}.children[0].click()")
        paused = self.browser.value(films)
        self.assertEqual(len(paused), 3, "the real game, the baseline and the GAN")
        self.assertEqual(len(set(paused)), 1, "they run together")
        time.sleep(0.5)
        self.assertEqual(self.browser.value(films), paused)
        self.browser.value(f"{controls}.querySelector('input').value = 10")
        self.browser.value(f"{controls}.querySelector('input').dispatchEvent(new Event('input'))")
        self.assertEqual(self.browser.value(films), [10, 10, 10])
        self.browser.value(f"{controls}.children[2].click()")
        self.assertEqual(self.browser.value(films), [11, 11, 11])
        self.assertEqual(self.browser.value(f"{controls}.querySelector('output').textContent"), "frame 11")
        for _ in range(3):
            self.browser.value(f"{controls}.children[1].click()")
        self.assertEqual(self.browser.value(films), [8, 8, 8])
        self.assert_no_complaints()

    def test_a_slider_follows_the_arrow_keys(self):
        self.open()
        self.browser.value("document.querySelector('#rollouts input').focus()")
        for _ in range(2):
            for kind in ("keyDown", "keyUp"):
                self.browser.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", code="ArrowRight",
                                  windowsVirtualKeyCode=39)
        first = self.browser.value(SHOWN % "#rollouts .frames")[0]
        self.assertGreaterEqual(first, 2)
        time.sleep(0.5)
        self.assertEqual(self.browser.value(SHOWN % "#rollouts .frames")[0], first, "a hand on the slider stops it")

    def test_one_leafs_through_moments(self):
        self.open()
        moments = self.browser.value("document.querySelectorAll('.moments > *').length")
        self.assertGreater(moments, 1)
        self.assertEqual(self.browser.value(VISIBLE % ".moments > *"), 1)
        self.browser.value("document.querySelectorAll('.leaves')[0].children[1].click()")
        self.assertEqual(self.browser.value("[...document.querySelectorAll('.moments > *')].findIndex("
                                            "(one) => !one.classList.contains('off'))"), 1)
        self.assertEqual(self.browser.value(VISIBLE % ".moments > *"), 1)

    def test_nothing_moves_for_those_who_asked_for_less_motion(self):
        self.open(reduced_motion=True)
        before = self.browser.value(SHOWN % ".frames")
        self.assertEqual(before[0], 3, "the present frame, the last of four")
        time.sleep(0.8)
        self.assertEqual(self.browser.value(SHOWN % ".frames"), before)

    def test_without_its_script_films_are_strips(self):
        self.open(390, scripts=False)
        self.browser.call("Emulation.setScriptExecutionDisabled", value=False)
        self.assertEqual(self.browser.value("document.documentElement.className"), "")
        self.assertEqual(self.browser.value("document.querySelectorAll('button').length"), 0)
        self.assertEqual(self.browser.value("document.documentElement.scrollWidth"), 390)
        self.assertGreater(self.browser.value(VISIBLE % "#rollouts .film:first-child li"), 8)
        self.keep("no script", self.browser.screenshot())

    def test_on_paper_it_is_light_and_films_are_strips(self):
        self.open(dark=True)
        self.browser.media("print", dark=True)
        self.assertEqual(self.browser.value("getComputedStyle(document.body).getPropertyValue('--card')"), "#fff")
        self.assertEqual(self.browser.value(VISIBLE % "button, input, nav"), 0)
        self.assertGreater(self.browser.value(VISIBLE % "#rollouts .film:first-child li"), 8)
        pdf = self.browser.pdf()
        self.assertEqual(pdf[:5], b"%PDF-")
        self.assertGreater(pdf.count(b"/Type /Page\n"), 2)

    def test_controls_have_names(self):
        self.open()
        unnamed = ("[...document.querySelectorAll('button, input')].filter((one) => !one.textContent.trim() && "
                   "!one.getAttribute('aria-label') && !(one.labels && one.labels.length)).length")
        self.assertEqual(self.browser.value(unnamed), 0)
        self.assertEqual(self.browser.value("document.querySelectorAll('img:not([alt]), svg[role=img]:not([aria-label])').length"), 0)


if __name__ == "__main__":
    if browser.find() is None:
        if os.environ.get("CI") == "true":
            sys.exit("test_report_page: with CI=true this check must run; install chromium")
        print("skipped: test_report_page (no chromium)")
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
