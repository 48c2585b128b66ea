"""live without a display: the picture as a file, the benchmark, and what it refuses. With runs that learnt nothing."""
import os
import re
import unittest

from programs import TorchTest, read_png, run


class LiveTest(TorchTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs = [cls.train("mse", "--arm", "mse"), cls.train("gan+es", "--arm", "gan+es")]
        cls.no_display = {name: value for name, value in os.environ.items() if name != "DISPLAY"}

    def screenshot(self, name, *arguments):
        file = self.folder / name
        self.succeed("live", "--runs", *self.runs, "--screenshot", file, *arguments, env=self.no_display)
        return file


class WithoutADisplay(LiveTest):
    def test_the_same_moment_is_the_same_picture_and_another_one_is_not(self):
        first = self.screenshot("first.png", "--frames", 5)
        self.assertEqual(read_png(first), (1280, 720))
        self.assertEqual(first.read_bytes(), self.screenshot("again.png", "--frames", 5).read_bytes())
        self.assertNotEqual(first.read_bytes(), self.screenshot("later.png", "--frames", 6).read_bytes())
        self.assertNotEqual(first.read_bytes(), self.screenshot("seed.png", "--frames", 5, "--seed", 2).read_bytes())

    def test_without_options_it_shows_the_shipped_runs(self):
        file = self.folder / "shipped.png"
        self.succeed("live", "--frames", 5, "--screenshot", file, env=self.no_display)
        self.assertNotEqual(file.read_bytes(), self.screenshot("taught_nothing.png", "--frames", 5).read_bytes())

    def test_any_size_any_level_and_any_recording(self):
        large = self.screenshot("large.png", "--level", "classic", "--frames", 2, "--width", 1920, "--height", 1080)
        self.assertEqual(read_png(large), (1920, 1080))
        film = self.screenshot("film.png", "--recording", self.recording, "--frames", 3)
        self.assertEqual(read_png(film), (1280, 720))

    def test_the_benchmark_says_how_many_predictions_a_second(self):
        text = self.succeed("live", "--runs", *self.runs, "--bench", "--seconds", 0.3, env=self.no_display).stdout
        self.assertIn("corner, 64x64 px", text)
        rates = [float(rate) for rate in re.findall(r"^ *([\d.]+) a second", text, re.MULTILINE)]
        self.assertEqual(len(rates), 3)
        self.assertGreater(min(rates), 0)

    def test_it_says_in_one_line_what_it_lacks(self):
        picture = ["--screenshot", self.folder / "none.png"]
        self.refuse(1, ["shipped runs for level crossing", "crossing-mse"], "live", "--level", "crossing", *picture)
        self.refuse(2, ["--runs", "two"], "live", "--runs", self.runs[0], *picture)
        self.refuse(2, ["--policy person", "window"], "live", "--runs", *self.runs, "--policy", "person", *picture)
        self.refuse(2, ["--width", "1280"], "live", "--runs", *self.runs, "--width", 640, *picture)
        self.refuse(1, ["a display"], "live", "--runs", *self.runs, env=self.no_display)
        self.assertFalse((self.folder / "none.png").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
