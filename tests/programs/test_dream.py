"""dream: playing inside a network, off-screen and by real keys in a real window."""
import os
import unittest

from programs import TorchTest, read_png, run
from window import WindowTest, wait_for

BLUE, GREEN, RED = 0xffffaa5a, 0xff96c42e, 0xff6e50f0  # frames of the pictures, as they lie in memory: alpha, blue, green, red


class DreamTest(TorchTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steered = cls.train("steered", "--arm", "es", "--actions")


class DreamOffScreen(DreamTest):
    def picture(self, name, *arguments):
        file = self.folder / name
        said = self.succeed("dream", "--run", self.steered, "--screenshot", file, *arguments).stdout
        self.assertRegex(said, r"frame \d+, legal: \d+ frame")
        return file, said

    def test_the_same_keys_give_the_same_picture_and_others_another(self):
        keys = ["--frames", 8, "--keys", "u.l.d.r."]
        file, said = self.picture("a.png", *keys)
        self.assertIn("frame 8,", said)
        self.assertGreater(min(read_png(file)), 400)
        self.assertEqual(file.read_bytes(), self.picture("b.png", *keys)[0].read_bytes())
        self.assertNotEqual(file.read_bytes(), self.picture("c.png", "--frames", 8, "--keys", "d.r.u.l.")[0].read_bytes())

    def test_it_starts_with_shipped_runs_that_have_learnt_the_game(self):
        file = self.folder / "shipped.png"
        self.assertIn("legal: 8 frames so far", self.succeed("dream", "--seed", 2, "--frames", 8, "--screenshot", file).stdout)
        said = self.succeed("dream", "--level", "chase", "--seed", 3, "--frames", 2, "--screenshot", file).stdout
        self.assertIn("legal: 2 frames so far", said)

    def test_what_it_cannot_play_in_is_refused(self):
        deaf = self.train("deaf", "--arm", "es")
        self.refuse(1, ["train --actions"], "dream", "--run", deaf, "--screenshot", self.folder / "no.png")
        self.refuse(1, ["corner", "chase"], "dream", "--run", self.steered, "--level", "chase", "--screenshot",
                    self.folder / "no.png")
        self.refuse(1, ["nolevel-actions", "--run"], "dream", "--level", "nolevel", "--screenshot", self.folder / "no.png")
        self.refuse(2, ["--keys", "x"], "dream", "--run", self.steered, "--keys", "ux", "--screenshot", self.folder / "no.png")
        self.refuse(2, ["--keys"], "dream", "--run", self.steered, "--keys", "u")
        self.assertFalse((self.folder / "no.png").exists())

    def test_without_a_display_it_says_so(self):
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        result = run("dream", "--run", self.steered, env=environment)
        self.assertEqual(result.returncode, 1)
        self.assertIn("a display", result.stderr)


class DreamInAWindow(DreamTest, WindowTest):
    def stands(self):
        before = self.root()
        return before == self.root() == self.root()

    def changes(self, key):
        before = self.root()
        self.press(key)
        wait_for(lambda: self.root() != before)

    def test_keys_go_into_both_games(self):
        kept = self.folder / "kept"
        program = self.start("Crossroads dream: corner", "dream", "--run", self.steered, "--out", kept)
        wait_for(lambda: self.pixels(BLUE) > 500 and self.pixels(GREEN) > 500)  # both stand at the beginning
        wait_for(self.stands)
        self.press("Left")
        wait_for(lambda: self.pixels(RED) > 500)  # a network that learnt nothing is illegal soon
        self.press("space")
        wait_for(self.stands)
        self.changes("n")
        for key in ("h", "z", "m"):
            self.changes(key)
        self.press("p")
        wait_for(lambda: list(kept.glob("dream*1.png")))
        wait_for(lambda: read_png(next(kept.iterdir())) == self.geometry()[2:])
        self.press("r")
        wait_for(lambda: self.pixels(GREEN) > 500)
        self.press("Escape")
        self.assertRegex(self.end(program), r"game 2, frame 0, legal: 0 frames so far")

    def test_it_ends_by_itself_after_so_many_frames(self):
        program = self.start("Crossroads dream", "dream", "--run", self.steered, "--frames", 3)
        self.press("Left")
        self.assertIn("game 1, frame 3,", self.end(program))


if __name__ == "__main__":
    unittest.main(verbosity=2)
