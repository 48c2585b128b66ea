"""live --portraits without a display: the wall of faces as a file, and what it refuses. With runs that learnt nothing."""
import os
import unittest

from programs import ProgramTest, read_png, run

TINY = ["--codec-channels", 16, "--code-channels", 4, "--summary", 8, "--features", 32, "--mapper-features", 32, "--batch", 4,
        "--code-batch", 8, "--summary-batch", 128, "--precision", "fp32", "--threads", 1, "--codec-steps", 2,
        "--summary-steps", 2, "--steps", 2]


class WallTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        run("paint", "--count", 300, "--out", cls.folder / "pictures", check=True)
        cls.asked = cls.train("asked", "--condition", "all")
        cls.no_display = {name: value for name, value in os.environ.items() if name != "DISPLAY"}

    @classmethod
    def train(cls, name, *arguments):
        out = cls.folder / name
        run("train-portraits", "--pictures", cls.folder / "pictures", *TINY, "--out", out, *arguments, check=True)
        return out


class WithoutADisplay(WallTest):
    def screenshot(self, name, *arguments, portraits=None):
        file = self.folder / (name + ".png")
        text = self.succeed("live", "--portraits", portraits or self.asked, "--screenshot", file, *arguments,
                            env=self.no_display).stdout
        self.assertIn("35 faces by", text)
        return file.read_bytes()

    def test_the_same_wall_is_the_same_picture_and_another_one_is_not(self):
        first = self.screenshot("first")
        self.assertEqual(read_png(first), (1280, 720))
        self.assertEqual(self.screenshot("again"), first)
        self.assertNotEqual(self.screenshot("seed", "--seed", 2), first)
        red = self.screenshot("red", "--with", "eye_colour=red")
        self.assertNotEqual(red, first)
        self.assertNotEqual(self.screenshot("red bob", "--with", "eye_colour=red", "--with", "hair_style=bob"), red)
        self.assertEqual(read_png(self.screenshot("large", "--width", 1920, "--height", 1080)), (1920, 1080))

    def test_a_run_without_a_condition_has_a_wall_but_can_not_be_asked(self):
        free = self.train("free")
        self.assertEqual(read_png(self.screenshot("free", portraits=free)), (1280, 720))
        self.refuse(2, ["eye_colour"], "live", "--portraits", free, "--with", "eye_colour=red", "--screenshot",
                    self.folder / "none.png")

    def test_it_says_in_one_line_what_it_lacks(self):
        picture = ["--screenshot", self.folder / "none.png"]
        self.refuse(2, ["--with", "--portraits"], "live", "--with", "eye_colour=red", *picture)
        self.refuse(2, ["--bench", "--portraits"], "live", "--portraits", self.asked, "--bench")
        self.refuse(2, ["nose", "eye_colour"], "live", "--portraits", self.asked, "--with", "nose=big", *picture)
        self.refuse(2, ["gold", "red"], "live", "--portraits", self.asked, "--with", "eye_colour=gold", *picture)
        self.refuse(1, ["generator.safetensors"], "live", "--portraits", self.folder / "pictures", *picture)
        self.refuse(1, ["a display"], "live", "--portraits", self.asked, env=self.no_display)
        self.assertFalse((self.folder / "none.png").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
