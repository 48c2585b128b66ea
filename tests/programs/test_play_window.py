"""play: real keys into a real window, down to the recording."""
import json
import os
import signal
import subprocess
import time
import unittest

from programs import BIN, ProgramTest, read_episodes, run
from window import WindowTest, ask_to_close, wait_for

# A ring to walk round.
LEVEL = """start maze
ticks_per_frame 8
maze
##########
#P_______#
#_######_#
#_######_#
#_______.#
##########
"""
SCREEN = (800, 520)  # small, so that looking at it is quick
UP, LEFT, DOWN, RIGHT = 1, 2, 3, 4
YELLOW, RED = 0xff20e0ff, 0xff2020f0  # as they lie in memory: alpha, blue, green, red
# Where the level's picture is on the screen that play draws (sim/screen.cpp), before it is enlarged.
WIDTH, HEIGHT, LEVEL_LEFT, LEVEL_TOP, LEVEL_WIDTH, LEVEL_HEIGHT, LEVEL_SCALE = 256, 221, 8, 17, 240, 144, 3
WAYS = {"Up": (1, -1), "Left": (0, -1), "Down": (1, 1), "Right": (0, 1), "a": (0, -1), "d": (0, 1)}


def actions_of(recording):
    """Per episode, what was asked for, without the steps where nothing was."""
    episodes = []
    for shape, _, raw in read_episodes(recording):
        actions = [int.from_bytes(raw[i:i + 8], "little") for i in range(0, len(raw), 8)]
        assert len(actions) == shape[0] - 1
        episodes.append([action for action in actions if action != 0])
    return episodes


class PlayInAWindow(WindowTest):
    SCREEN = SCREEN

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls.folder / "ring.level"
        cls.level.write_text(LEVEL)

    def play(self, *arguments):
        game = self.start("Crossroads: ring", "play", "--level", self.level, "--seed", "1", *arguments)
        wait_for(self.shows_help)
        return game

    def record(self, name):
        """Every tick is a frame, so that every key is an action."""
        recording = self.folder / name
        return self.play("--record", recording, "--frame-skip", 1), recording

    def walk(self, *keys):
        """Each key, and the wait until the player goes that way."""
        for key in keys:
            axis, sign = WAYS[key]
            seen = [self.player()[axis]]

            def goes_there():
                seen.append(self.player()[axis])
                return (seen[-1] - seen[-2]) * sign > 0

            self.press(key)
            wait_for(goes_there)

    def pause(self):
        self.press("p")
        wait_for(self.shows_help)

    def picture(self):
        """What the window shows, one pixel for each that play drew: rows of colours."""
        x, y, width, height = self.geometry()
        scale = min(width // WIDTH, height // HEIGHT)
        left, top = x + (width - scale * WIDTH) // 2, y + (height - scale * HEIGHT) // 2
        pixels = self.root()
        rows = (pixels[row * SCREEN[0] + left:][:scale * WIDTH:scale]
                for row in range(top, top + scale * HEIGHT, scale))
        return list(rows)

    def player(self):
        """(x, y) of the player's left upper corner, in the level's pixels"""
        rows = [row[LEVEL_LEFT:LEVEL_LEFT + LEVEL_WIDTH]
                for row in self.picture()[LEVEL_TOP:LEVEL_TOP + LEVEL_HEIGHT]]
        yellow = [(row.index(YELLOW), y) for y, row in enumerate(rows) if YELLOW in row]
        self.assertTrue(yellow, "no player on the screen")
        return min(x for x, _ in yellow) // LEVEL_SCALE, yellow[0][1] // LEVEL_SCALE

    def shows_help(self):
        """All keys, or only how to see them?"""
        return sum(row.count(YELLOW) for row in self.picture()[LEVEL_TOP + LEVEL_HEIGHT:]) > 300

    def check_replay(self, recording, name):
        self.succeed("replay", recording / "inputs.log", "--out", self.folder / name)
        self.assert_same_episodes(self.folder / name, recording)

    def test_what_is_played_with_real_keys_is_recorded_and_replays_exactly(self):
        game, recording = self.record("mine-v0")
        self.assertGreater(self.pixels(RED), 30)
        self.walk("Right", "Left", "d", "a")  # to and fro, by arrows and letters
        self.press("r")
        wait_for(self.shows_help)
        self.walk("Down", "Up")
        self.press("Escape")
        self.assertIn("in 2 games", self.end(game))
        self.assertEqual(actions_of(recording), [[RIGHT, LEFT, RIGHT, LEFT], [DOWN, UP]])
        self.assertEqual(json.loads((recording / "data" / "metadata.json").read_text())["total_episodes"], 2)
        self.check_replay(recording, "again-v0")

    def test_while_paused_the_picture_stands_still_and_keys_do_nothing(self):
        game, recording = self.record("paused-v0")
        self.walk("Right")
        self.pause()
        before = self.picture()
        self.press("Left")
        time.sleep(0.3)
        self.assertTrue(self.picture() == before)
        self.press("p")
        wait_for(lambda: not self.shows_help())
        self.press("Escape")
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])

    def test_one_tick_at_a_time_save_and_load_and_the_recording_replays_exactly(self):
        game, recording = self.record("loaded-v0")
        self.press("m", "m", "m")  # slow motion: far from the wall for seconds
        self.walk("Right")
        self.pause()
        x, y = self.player()
        self.press("F5", "n")
        wait_for(lambda: self.player() == (x + 1, y))
        self.press("n")
        wait_for(lambda: self.player() == (x + 2, y))
        self.press("F9")
        wait_for(lambda: self.player() == (x, y))
        self.walk("Left")
        self.press("Escape")
        self.assertIn("in 2 games", self.end(game))
        self.assertEqual(actions_of(recording), [[RIGHT], [RIGHT, LEFT]])
        self.check_replay(recording, "loaded_again-v0")

    def test_the_keys_are_shown_and_hidden_by_h_and_without_recording_there_is_no_red_dot(self):
        game = self.play()
        self.assertEqual(self.pixels(RED), 0)
        self.press("h")
        wait_for(lambda: not self.shows_help())
        self.press("h")
        wait_for(self.shows_help)
        self.press("Escape")
        self.assertNotIn("recorded", self.end(game))

    def test_ctrl_c_keeps_the_open_game(self):
        game, recording = self.record("interrupted-v0")
        self.walk("Right")
        game.send_signal(signal.SIGINT)
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])
        self.check_replay(recording, "interrupted_again-v0")

    def test_closing_the_window_keeps_the_open_game(self):
        game, recording = self.record("closed-v0")
        self.walk("Right")
        ask_to_close(self.environment["DISPLAY"], int(self.window))
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])

    def test_after_kill_9_the_input_log_still_has_the_open_game(self):
        game, recording = self.record("killed-v0")
        header = (recording / "inputs.log").stat().st_size
        self.press("Right")
        wait_for(lambda: (recording / "inputs.log").stat().st_size > header + 30)  # flushed every second
        game.kill()
        game.communicate()
        self.succeed("replay", recording / "inputs.log", "--out", self.folder / "rescued-v0")
        self.assertEqual(actions_of(self.folder / "rescued-v0"), [[RIGHT]])

    def test_it_ends_by_itself_after_so_many_frames(self):
        recording = self.folder / "short-v0"
        game = self.play("--record", recording, "--max-frames", 6)
        self.press("Right")
        self.assertIn("played 6 frames", self.end(game))
        self.assertEqual([shape[0] for shape, _, _ in read_episodes(recording)], [7])

    def test_pixels_stay_square_in_a_window_of_any_size_and_on_the_full_screen(self):
        game = self.play()
        at_start, size = self.pixels(YELLOW), self.geometry()[2:]
        self.assertEqual(size, (2 * WIDTH, 2 * HEIGHT))
        for width, height, scale in ((400, 350, 1), (600, 450, 2), (700, 300, 1)):
            self.x("xdotool", "windowsize", self.window, str(width), str(height))
            wait_for(lambda: self.pixels(YELLOW) == at_start * scale ** 2 // 4)
        self.press("F11")
        wait_for(lambda: self.pixels(YELLOW) == at_start)
        self.take_window()
        self.assertEqual(self.geometry(), (0, 0, *SCREEN))
        self.walk("Right")
        self.press("F11")
        time.sleep(0.1)
        wait_for(lambda: self.find_window() and (self.take_window() or self.geometry()[2:] == size))
        self.walk("Left")
        self.press("Escape")
        self.end(game)


class PlayOnAnotherDisplay(ProgramTest):
    def test_a_server_that_begins_anew_without_clients_still_gets_its_window(self):
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        result = subprocess.run(["xvfb-run", "-a", "timeout", "-s", "TERM", "3", BIN / "play"],
                                env=environment, capture_output=True, text=True, timeout=60)
        self.assertIn("played 0 frames", result.stdout, result.stderr)

    def test_it_says_so_in_one_line_and_leaves_nothing_behind(self):
        without = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        for display in ({}, {"DISPLAY": ""}, {"DISPLAY": ":98765"}):
            with self.subTest(display=display):
                result = run("play", "--record", self.folder / "none", env={**without, **display})
                self.assertEqual(result.returncode, 1)
                self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
                self.assertIn("a display", result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
