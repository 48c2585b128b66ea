"""inspect and export: what other programs read of what we wrote is what was recorded."""
import os
import shutil
import subprocess
import unittest

from programs import BIN, ProgramTest, read_episodes, run

PLANES = 3


def enlarged(frame, size, factor):
    """Planar bytes [3, size, size] as bytes of an RGB picture, each pixel factor x factor."""
    plane, out = size * size, bytearray()
    for y in range(size):
        row = bytearray()
        for x in range(size):
            row += bytes(frame[c * plane + y * size + x] for c in range(PLANES)) * factor
        out += row * factor
    return bytes(out)


class Export(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recording = cls.folder / "film-v0"
        run("record", "--level", "corner", "--frames", 24, "--seed", 3, "--out", cls.recording)
        cls.episodes = read_episodes(cls.recording)
        (count, _, cls.size, _), frames, _ = cls.episodes[0]
        length = PLANES * cls.size * cls.size
        cls.frames = [frames[i * length:(i + 1) * length] for i in range(count)]

    def wanted(self, factor):
        return b"".join(enlarged(frame, self.size, factor) for frame in self.frames)

    def test_inspect_tells_and_verifies(self):
        text = self.succeed("inspect", self.recording).stdout
        for word in ("corner", "uniform", f"{self.size}x{self.size} px", "infos/score", "input log"):
            self.assertIn(word, text)
        self.assertIn("whole: ", self.succeed("inspect", "--verify", self.recording).stdout)

    def test_inspect_names_the_first_damage_in_one_line(self):
        copy = self.folder / "damaged-v0"
        shutil.copytree(self.recording, copy)
        file = copy / "data" / "main_data.hdf5"
        damaged = bytearray(file.read_bytes())
        stream = damaged.index(b"\x78\x01")  # how a zlib stream of level 1 begins
        damaged[stream + 60] ^= 4
        file.write_bytes(damaged)
        self.refuse(1, ["episode_0"], "inspect", "--verify", copy)
        self.refuse(1, ["none"], "inspect", self.folder / "none")

    def test_png_folders_come_back_by_import(self):
        self.succeed("export", self.recording, "--png", self.folder / "frames")
        self.assertTrue((self.folder / "frames" / "episode_0000" / "frame_000000.png").exists())
        self.succeed("import", "--png", self.folder / "frames", "--episode-per-folder", "--out", self.folder / "back")
        back = read_episodes(self.folder / "back-v0")
        self.assertEqual([frames for _, frames, _ in back], [frames for _, frames, _ in self.episodes])
        self.refuse(1, ["frames", "already there"], "export", self.recording, "--png", self.folder / "frames")

    def test_a_gif_holds_every_pixel_exactly(self):
        self.need("convert")
        gif = self.folder / "film.gif"
        self.succeed("export", self.recording, "--gif", gif, "--episode", 0, "--enlarge", 3)
        pixels = subprocess.run(["convert", gif, "-coalesce", "-depth", "8", "rgb:-"], check=True,
                                capture_output=True).stdout
        self.assertTrue(pixels == self.wanted(3), "the pixels differ")

    def test_an_mp4_holds_every_pixel_exactly(self):
        self.need("ffmpeg")
        film = self.folder / "film.mp4"
        self.succeed("export", self.recording, "--mp4", film, "--episode", 0, "--enlarge", 2)
        pixels = subprocess.run(["ffmpeg", "-loglevel", "error", "-i", film, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
                                check=True, capture_output=True).stdout
        self.assertTrue(pixels == self.wanted(2), "the pixels differ")

    def test_a_film_comes_back_by_import_as_it_was_and_smaller(self):
        self.need("ffmpeg")
        film = self.folder / "a film.mp4"
        self.succeed("export", self.recording, "--mp4", film, "--enlarge", 4)
        self.succeed("import", "--video", film, "--size", f"{self.size}x{self.size}", "--out", self.folder / "small")
        (_, frames, _), = read_episodes(self.folder / "small-v0")
        self.assertTrue(frames == b"".join(frames for _, frames, _ in self.episodes), "the pixels differ")
        self.succeed("import", "--video", film, "--out", self.folder / "large")
        (shape, _, _), = read_episodes(self.folder / "large-v0")
        self.assertEqual(shape[2:], (4 * self.size, 4 * self.size))

    def test_what_is_no_film_is_refused_and_leaves_nothing(self):
        (self.folder / "no.mp4").write_text("no film")
        refused = "no.mp4" if shutil.which("ffmpeg") else "apt-get install ffmpeg"
        self.refuse(1, [refused], "import", "--video", self.folder / "no.mp4", "--out", self.folder / "no")
        self.assertFalse((self.folder / "no-v0").exists())
        self.refuse(2, ["--size"], "import", "--video", "a.mp4", "--size", "64", "--out", self.folder / "no")
        self.refuse(2, ["--png", "--video"], "import", "--out", self.folder / "no")

    def test_without_ffmpeg_the_package_is_named_and_nothing_is_left(self):
        film = self.folder / "none.mp4"
        self.refuse(1, ["apt-get install ffmpeg"], "export", self.recording, "--mp4", film,
                    env={**os.environ, "PATH": "/nowhere"}, executable=BIN / "export")
        self.assertFalse(film.exists())

    def test_wrong_use_is_refused(self):
        self.refuse(2, ["--png", "--gif", "--mp4"], "export", self.recording)
        self.refuse(2, ["--gif"], "export", self.recording, "--gif", "a.gif", "--mp4", "a.mp4")
        self.refuse(2, ["--fps"], "export", self.recording, "--gif", "a.gif", "--fps", 60)
        self.refuse(2, ["--enlarge"], "export", self.recording, "--gif", "a.gif", "--enlarge", -1)
        self.refuse(1, ["99"], "export", self.recording, "--gif", self.folder / "b.gif", "--episode", 99)


if __name__ == "__main__":
    unittest.main(verbosity=2)
