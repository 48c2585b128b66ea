"""paint: a set of portraits from its options to the file that others read."""
import re
import signal
import subprocess
import time
import unittest

from programs import BIN, Hdf5File, ProgramTest, read_png, run

PICTURE = 3 * 64 * 64


def read_set(folder):
    """(pictures, {attribute: values}) of a painted set"""
    attributes = [line.split(":")[0] for line in run("paint", "--list").stdout.splitlines() if ":" in line]
    file = Hdf5File(folder / "portraits.h5")
    shape, pictures = file.read("pictures")
    columns = {name: file.read(f"attributes/{name}")[1] for name in attributes}
    file.close()
    assert shape[1:] == (3, 64, 64) and all(len(column) == shape[0] for column in columns.values())
    return pictures, columns


class Paint(ProgramTest):
    def paint(self, name, *arguments):
        return self.succeed("paint", "--out", self.folder / name, *arguments)

    def test_a_set_has_pictures_attributes_a_sheet_and_a_speed(self):
        text = self.paint("set", "--count", 120, "--seed", 7).stdout
        self.assertGreater(float(re.search(r"(\d+) a second of one core's time", text)[1]), 200)
        pictures, columns = read_set(self.folder / "set")
        self.assertEqual(len(pictures), 120 * PICTURE)
        self.assertEqual(len(columns), 9)
        self.assertEqual(read_png(self.folder / "set" / "sheet.png"), (1280, 1280))

    def test_a_seed_gives_the_same_set_and_a_longer_one_begins_with_it(self):
        for name, count, seed in (("a", 20, 3), ("b", 20, 3), ("longer", 50, 3), ("other", 20, 4)):
            self.paint(name, "--count", count, "--seed", seed)
        pictures = {name: read_set(self.folder / name)[0] for name in ("a", "b", "longer", "other")}
        self.assertTrue(pictures["a"] == pictures["b"], "the pictures differ")
        self.assertTrue(pictures["longer"].startswith(pictures["a"]), "the pictures differ")
        self.assertFalse(pictures["other"] == pictures["a"])

    def test_fixed_attributes_stay_and_the_rest_is_as_without(self):
        self.paint("free", "--count", 40)
        self.paint("fixed", "--count", 40, "--with", "eye_colour=red", "--with", "hair_style=bob")
        free, fixed = read_set(self.folder / "free")[1], read_set(self.folder / "fixed")[1]
        self.assertEqual(set(fixed["eye_colour"]), {0})
        self.assertEqual(set(fixed["hair_style"]), {1})
        for name in free.keys() - {"eye_colour", "hair_style"}:
            self.assertEqual(free[name], fixed[name], name)

    def test_the_list_tells_all_values_and_how_many_combinations(self):
        text = self.succeed("paint", "--list").stdout
        self.assertRegex(text, r"(?m)^eye_colour: red blue ")
        self.assertGreaterEqual(int(re.search(r"(\d+) combinations", text)[1]), 10**6)

    def test_what_is_there_is_kept(self):
        self.paint("kept", "--count", 3)
        self.refuse(1, ["already there", "portraits.h5"], "paint", "--count", 3, "--out", self.folder / "kept")

    def test_ctrl_c_keeps_what_is_painted(self):
        command = [BIN / "paint", "--count", "100000000", "--out", self.folder / "cut"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        deadline = time.monotonic() + 60
        while not any(self.folder.glob("cut/*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        text = process.communicate(timeout=120)[0]
        self.assertEqual(process.returncode, 0, text)
        count = int(re.search(r"painted (\d+) portraits", text)[1])
        self.assertEqual(len(read_set(self.folder / "cut")[0]), count * PICTURE)
        self.assertEqual(sorted(path.name for path in (self.folder / "cut").iterdir()), ["portraits.h5", "sheet.png"])

    def test_wrong_use_is_refused(self):
        out = ["--out", self.folder / "wrong"]
        self.refuse(2, ["--count"], "paint", "--count", 0, *out)
        self.refuse(2, ["--out"], "paint", "--count", 1)
        self.refuse(2, ["nose", "eye_colour"], "paint", "--with", "nose=long", *out)
        self.refuse(2, ["mauve", "purple"], "paint", "--with", "eye_colour=mauve", *out)
        self.refuse(2, ["twice"], "paint", "--with", "skin=tan", "--with", "skin=pale", *out)
        self.assertFalse((self.folder / "wrong").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
