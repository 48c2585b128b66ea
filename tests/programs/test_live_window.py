"""live: real keys and a real mouse in a real window."""
import signal
import unittest

from programs import read_png
from test_live import LiveTest
from window import WindowTest, ask_to_close, wait_for

UNIT = 2  # screen pixels of a letter's pixel at 1280x720; where things are: experiments/live_screen.cpp
SIDE_X, BUTTONS_Y, BUTTON = 532, 28, 13
BUTTONS = ["freeze", "next", "new z", "hold z", "stop at turns", "slow", "player", "restart", "level", "middle", "right",
           "picture", "gif"]
SWITCHES_Y = BUTTONS_Y + BUTTON * len(BUTTONS) + 24
CELLS_X, CELLS_Y, CELL_PITCH = 8, 227, 38
ACCENT = 0xff40d6ff  # as it lies in memory: alpha, blue, green, red
FUTURES = slice(217, 330)  # rows, in units


class LiveInAWindow(LiveTest, WindowTest):
    def live(self, *arguments):
        program = self.start("Crossroads live", "live", "--runs", *self.runs, "--out", self.folder / "kept", *arguments)
        wait_for(lambda: self.part(FUTURES).count(ACCENT) > 50)  # a future is marked: there are predictions
        return program

    def part(self, rows, columns=slice(0, 640)):
        """The pixels of a part of the screen, in units."""
        pixels, width = self.root(), self.SCREEN[0]
        part = pixels[:0]
        for row in range(rows.start * UNIT, rows.stop * UNIT):
            part.extend(pixels[row * width + columns.start * UNIT:row * width + columns.stop * UNIT])
        return part

    def stands(self, rows=slice(40, 360), columns=slice(0, 530)):
        before = self.part(rows, columns)
        return before == self.part(rows, columns) == self.part(rows, columns)

    def player_stands(self):
        return self.stands(slice(50, 214), slice(10, 174))  # in the left panel; z is drawn anew all the time

    def click(self, x, y):
        self.x("xdotool", "mousemove", str(x * UNIT), str(y * UNIT), "click", "1")

    def button(self, name):
        self.click(SIDE_X + 50, BUTTONS_Y + BUTTON * BUTTONS.index(name) + 5)

    def freeze(self):
        self.button("freeze")
        wait_for(self.stands)

    def changes_futures(self, deed):
        before = self.part(FUTURES)
        deed()
        wait_for(lambda: self.part(FUTURES) != before)

    def test_keys_and_mouse_freeze_the_moment_draw_z_again_and_set_it(self):
        program = self.live()
        self.freeze()
        self.changes_futures(lambda: self.press("z"))
        self.changes_futures(lambda: self.button("new z"))
        self.changes_futures(lambda: self.click(CELLS_X + 5 * CELL_PITCH + 10, CELLS_Y + 10))  # another one is marked
        switch = (slice(SWITCHES_Y, SWITCHES_Y + 11), slice(SIDE_X, SIDE_X + 98))
        for x in (70, 30, 70):
            self.click(SIDE_X + x, SWITCHES_Y + 5)
            here, there = (slice(SIDE_X + 60, SIDE_X + 90), slice(SIDE_X + 20, SIDE_X + 50))
            if x == 30:
                here, there = there, here
            wait_for(lambda: self.part(switch[0], here).count(ACCENT) > 500)
            self.assertEqual(self.part(switch[0], there).count(ACCENT), 0)
        self.press("space")
        wait_for(lambda: not self.stands())
        self.press("Escape")
        self.assertRegex(self.end(program), r"\d+ frames predicted")

    def test_pictures_and_films_are_saved_and_said_to_be(self):
        program = self.live()
        self.press("p")
        picture = wait_for(lambda: list(self.folder.glob("kept/live-*.png")))[0]
        wait_for(lambda: read_png(picture) == (1280, 720))
        self.button("gif")
        wait_for(lambda: not self.stands())
        self.press("g")
        film = wait_for(lambda: list(self.folder.glob("kept/live-*.gif")))[0]
        self.assertEqual(film.read_bytes()[:6], b"GIF89a")
        program.send_signal(signal.SIGINT)
        self.end(program)

    def test_an_arrow_takes_over_and_then_the_game_stands_at_a_wall(self):
        program = self.live()
        self.press("Up")
        wait_for(self.player_stands)  # nobody presses on
        self.press("t")
        wait_for(lambda: not self.player_stands())
        ask_to_close(self.environment["DISPLAY"], int(self.window))
        self.end(program)

    def test_it_ends_by_itself_after_so_many_frames_and_none_was_dropped(self):
        program = self.start("Crossroads live", "live", "--runs", *self.runs, "--frames", 12)
        self.assertIn("12 frames predicted", self.end(program))


if __name__ == "__main__":
    unittest.main(verbosity=2)
