"""live --portraits: real keys and a real mouse in a real window."""
import unittest

from programs import read_png
from test_portrait_wall import WallTest
from window import WindowTest, wait_for

UNIT = 2  # screen pixels of a letter's pixel at 1280x720; where things are: experiments/wall_screen.cpp
WALL_X, WALL_Y, PITCH = 8, 23, 65
WALL = (slice(WALL_Y, WALL_Y + 5 * PITCH - 1), slice(WALL_X, WALL_X + 7 * PITCH - 1))
EYES_ARE_RED = (slice(153, 162), slice(471, 490))  # that button
SHARE = (slice(350, 359), slice(31, 402))
LARGE_SLIDERS = (slice(246, 346), slice(203, 462))
ACCENT, ON = 0xff40d6ff, 0xff184e5c  # as they lie in memory: alpha, blue, green, red


class WallInAWindow(WallTest, WindowTest):
    def wall(self, *arguments):
        program = self.start("Crossroads portraits", "live", "--portraits", self.asked, "--out", self.folder / "kept",
                             *arguments)
        wait_for(lambda: self.part(SHARE).count(ACCENT) > 50)  # it is drawn
        return program

    def part(self, place):
        """The pixels of a part of the screen, in units."""
        pixels, width = self.root(), self.SCREEN[0]
        rows, columns = place
        part = pixels[:0]
        for row in range(rows.start * UNIT, rows.stop * UNIT):
            part.extend(pixels[row * width + columns.start * UNIT:row * width + columns.stop * UNIT])
        return part

    def click(self, x, y):
        self.x("xdotool", "mousemove", str(x * UNIT), str(y * UNIT), "click", "1")

    def face(self, column, row):
        self.click(WALL_X + column * PITCH + 30, WALL_Y + row * PITCH + 30)

    def changes_the_wall(self, deed):
        before = self.part(WALL)
        deed()
        wait_for(lambda: self.part(WALL) != before)

    def test_what_is_asked_changes_all_faces_and_freed_they_are_the_same_again(self):
        program = self.wall()
        free = self.part(WALL)
        self.changes_the_wall(lambda: self.press("3"))
        self.assertGreater(self.part(EYES_ARE_RED).count(ON), 50)
        self.click(480, 157)
        wait_for(lambda: self.part(WALL) == free)
        self.assertEqual(self.part(EYES_ARE_RED).count(ON), 0)
        self.press("Escape")
        self.assertRegex(self.end(program), r"\d+ times drawn")

    def test_the_slider_goes_to_other_faces_and_back_and_walks_by_itself(self):
        program = self.wall()
        start = self.part(WALL)
        self.changes_the_wall(lambda: self.click(SHARE[1].stop - 1, 354))
        self.changes_the_wall(lambda: self.press("Left"))
        self.click(SHARE[1].start, 354)
        wait_for(lambda: self.part(WALL) == start)
        self.press("w")
        for _ in range(3):
            self.changes_the_wall(lambda: None)
        self.press("w")
        wait_for(lambda: self.part(WALL) == self.part(WALL))
        self.changes_the_wall(lambda: self.press("space"))
        self.press("Escape")
        self.end(program)

    def test_a_face_is_shown_large_with_its_z_to_move(self):
        program = self.wall()
        start = self.part(WALL)
        self.face(0, 0)
        wait_for(lambda: self.part(LARGE_SLIDERS).count(ACCENT) >= 8 * 5 * 9)
        self.changes_the_wall(lambda: self.click(300, 251))
        self.face(0, 0)
        wait_for(lambda: self.part(LARGE_SLIDERS).count(ACCENT) < 8 * 5 * 9)
        self.assertNotEqual(self.part(WALL), start)  # the first face is another one
        self.press("Escape")
        self.end(program)

    def test_pictures_and_films_are_saved(self):
        program = self.wall()
        self.press("p")
        picture = wait_for(lambda: list(self.folder.glob("kept/portraits-*.png")))[0]
        self.assertEqual(read_png(picture), (1280, 720))
        self.press("g")
        self.press("w")
        for _ in range(3):
            self.changes_the_wall(lambda: None)
        self.press("g")
        film = wait_for(lambda: list(self.folder.glob("kept/portraits-*.gif")))[0]
        self.assertEqual(film.read_bytes()[:6], b"GIF89a")
        self.press("Escape")
        self.end(program)

    def test_it_ends_by_itself_once_it_was_drawn_so_often(self):
        program = self.wall("--frames", 3)
        self.changes_the_wall(lambda: self.press("space"))
        self.press("space")
        self.assertIn("3 times drawn", self.end(program))


if __name__ == "__main__":
    unittest.main(verbosity=2)
