"""play: real keys into a real window, on an X server of this test's own, down to the recording.

Needs Xvfb, xdotool and ImageMagick's import.
"""
import ctypes
import ctypes.util
import json
import os
import signal
import subprocess
import time
import unittest

from programs import BIN, ProgramTest, read_episodes, run

# A ring to walk round. With every corridor longer than a frame the steps' actions are the keys.
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
UP, LEFT, DOWN, RIGHT = 1, 2, 3, 4
YELLOW, RED = (255, 224, 32), (240, 32, 32)


def wait_for(what, seconds=20):
    """The first result of what() that isn't empty."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = what()
        if result:
            return result
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain")


def actions_of(recording):
    """Per episode, what was asked for, without the steps where nothing was."""
    episodes = []
    for shape, _, raw in read_episodes(recording):
        actions = [int.from_bytes(raw[i:i + 8], "little") for i in range(0, len(raw), 8)]
        assert len(actions) == shape[0] - 1
        episodes.append([action for action in actions if action != 0])
    return episodes


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib.h, with room for the largest event."""
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("room", ctypes.c_long * 24)]


def ask_to_close(display_name, window):
    """What a desktop sends when somebody clicks on a window's cross."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(display_name.encode()))
    protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = ClientMessage(type=33, window=window, message_type=protocols, format=32)
    message.data[0] = delete
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(display)


class PlayInAWindow(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls.folder / "ring.level"
        cls.level.write_text(LEVEL)
        # The server chooses a free display number itself and tells it once it is ready. Without
        # -noreset it begins anew after each game, and refuses whoever comes meanwhile.
        cls.server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-noreset", "-screen", "0", "1024x768x24"],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(cls.stop_server)
        cls.environment = {**os.environ, "DISPLAY": ":" + cls.server.stdout.readline().strip()}

    @classmethod
    def stop_server(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()

    def x(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, timeout=30).stdout

    def play(self, *arguments):
        game = subprocess.Popen([BIN / "play", "--level", self.level, "--seed", "1", *map(str, arguments)],
                                env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)
        self.addCleanup(self.stop, game)
        self.window = wait_for(lambda: self.find_window(game)).split()[0]
        self.x("xdotool", "windowfocus", "--sync", self.window)
        wait_for(lambda: self.pixels(YELLOW))
        return game

    def find_window(self, game):
        self.assertIsNone(game.poll(), "play has ended by itself")
        return self.x("xdotool", "search", "--name", "Crossroads: ring")

    @staticmethod
    def stop(game):
        game.kill()
        game.wait()
        game.stdout.close()
        game.stderr.close()

    def press(self, *keys):
        """Each key, and time for a few frames after it."""
        for key in keys:
            self.x("xdotool", "key", key)
            time.sleep(0.4)

    def pixels(self, colour):
        """How many pixels of the screen have this colour."""
        picture = self.x("import", "-silent", "-window", "root", "-depth", "8", "rgb:-")
        return sum(map(colour.__eq__, zip(picture[0::3], picture[1::3], picture[2::3])))

    def end(self, game, code=0):
        out, errors = game.communicate(timeout=30)
        self.assertEqual(game.returncode, code, out + errors)
        self.assertEqual(errors, "")
        return out

    def check_replay(self, recording, name):
        self.succeed("replay", recording / "inputs.log", "--out", self.folder / name)
        self.assert_same_episodes(self.folder / name, recording)

    def test_what_is_played_with_real_keys_is_recorded_and_replays_exactly(self):
        recording = self.folder / "mine-v0"
        game = self.play("--record", recording)
        self.assertGreater(self.pixels(YELLOW), 500)
        self.assertGreater(self.pixels(RED), 30)
        self.press("Right", "Left", "d", "a")  # to and fro, by arrows and letters
        self.press("r")
        self.press("Down", "Up", "Escape")
        self.assertIn("in 2 games", self.end(game))
        self.assertEqual(actions_of(recording), [[RIGHT, LEFT, RIGHT, LEFT], [DOWN, UP]])
        self.assertEqual(json.loads((recording / "data" / "metadata.json").read_text())["total_episodes"], 2)
        self.check_replay(recording, "again-v0")

    def test_while_paused_the_picture_stands_still_and_keys_do_nothing(self):
        recording = self.folder / "paused-v0"
        game = self.play("--record", recording)
        self.press("Right", "p", "Left", "p", "Escape")
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])

    def test_without_recording_there_is_no_red_dot_and_no_folder(self):
        game = self.play()
        self.assertEqual(self.pixels(RED), 0)
        self.press("Right", "Escape")
        self.assertNotIn("recorded", self.end(game))

    def test_ctrl_c_keeps_the_open_game(self):
        recording = self.folder / "interrupted-v0"
        game = self.play("--record", recording)
        self.press("Right")
        game.send_signal(signal.SIGINT)
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])
        self.check_replay(recording, "interrupted_again-v0")

    def test_closing_the_window_keeps_the_open_game(self):
        recording = self.folder / "closed-v0"
        game = self.play("--record", recording)
        self.press("Right")
        ask_to_close(self.environment["DISPLAY"], int(self.window))
        self.end(game)
        self.assertEqual(actions_of(recording), [[RIGHT]])

    def test_after_kill_9_the_input_log_still_has_the_open_game(self):
        recording = self.folder / "killed-v0"
        game = self.play("--record", recording)
        self.press("Right")
        time.sleep(1.5)  # the log is flushed every second
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

    def test_an_enlarged_window_shows_the_picture_larger_and_a_tiny_one_smaller(self):
        game = self.play()
        at_start = self.pixels(YELLOW)
        self.x("xdotool", "windowsize", self.window, "330", "300")
        wait_for(lambda: 0 < self.pixels(YELLOW) < at_start)
        self.x("xdotool", "windowsize", self.window, "1024", "768")
        wait_for(lambda: self.pixels(YELLOW) >= at_start)
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
