"""train-reader and compare-portraits, tiny: from nothing to a report. A few steps teach the reader little."""
import json
import signal
import subprocess
import unittest

from programs import BIN, ProgramTest, read_png, read_safetensors, tree

ATTRIBUTES = {"hair_style": 12, "hair_colour": 10, "eye_colour": 8, "eye_shape": 4, "skin": 5, "brows": 4, "mouth": 5,
              "accessory": 8, "clothes": 5}
TINY = ["--steps", 4, "--batch", 4, "--channels", 8, "--test-pictures", 20, "--precision", "fp32"]


class ComparePortraits(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = cls.folder / "reader"
        cls.trained = subprocess.run([BIN / "train-reader", *map(str, TINY), "--out", cls.reader], text=True,
                                     capture_output=True, check=True).stdout

    def compare(self, name, *arguments):
        self.succeed("compare-portraits", "--samples", 20, "--asked", 8, "--out", self.folder / name, *arguments)
        return self.folder / name

    def test_a_reader_says_how_it_was_made_and_how_well_it_reads(self):
        metadata, tensors = read_safetensors(self.reader / "reader.safetensors")
        self.assertEqual((metadata["seed"], metadata["steps"], metadata["tested"]), ("1", "4", "20"))
        self.assertIn("painter_version", metadata)
        for attribute in ATTRIBUTES:
            self.assertTrue(0 <= float(metadata[f"accuracy_{attribute}"]) <= 1)
            self.assertIn(attribute, self.trained)
        self.assertEqual({kind for kind, _, _ in tensors.values()}, {"BF16"})

    def test_the_same_seed_gives_the_same_reader(self):
        self.succeed("train-reader", *TINY, "--threads", 1, "--out", self.folder / "a")
        self.succeed("train-reader", *TINY, "--threads", 1, "--out", self.folder / "b")
        first, second = (read_safetensors(self.folder / name / "reader.safetensors")[1] for name in "ab")
        self.assertTrue(first == second, "the weights differ")

    def test_without_runs_real_pictures_stand_beside_their_mean(self):
        out = self.compare("real", "--reader", self.reader)
        results = json.loads((out / "metrics.json").read_text())
        self.assertEqual([run["name"] for run in results["runs"]], ["real", "mean face"])
        for run in results["runs"]:
            self.assertEqual({name: len(one["counts"]) for name, one in run["attributes"].items()}, ATTRIBUTES)
            self.assertEqual({sum(one["counts"].values()) for one in run["attributes"].values()}, {20})
            self.assertIsNone(run["metrics"]["copies"])
        self.assertLess(results["runs"][0]["metrics"]["frechet_distance"]["value"],
                        results["runs"][1]["metrics"]["frechet_distance"]["value"])
        width, height = read_png(out / "sheet.png")
        self.assertGreater(width, 10 * 128)
        self.assertGreater(height, 2 * 128)
        page = (out / "report.html").read_text()
        for id in ("sheet", "numbers", "attributes", "wishes", "reader", "command"):
            self.assertIn(f"<section id='{id}'>", page)

    def test_a_seed_gives_the_same_numbers(self):
        for name in ("one", "two"):
            self.compare(name, "--reader", self.reader, "--threads", 1)
        first, second = (json.loads((self.folder / name / "metrics.json").read_text()) for name in ("one", "two"))
        self.assertEqual(first["runs"], second["runs"])

    def test_copies_are_looked_for_in_training_pictures(self):
        self.succeed("paint", "--count", 30, "--out", self.folder / "learnt")
        out = self.compare("copies", "--reader", self.reader, "--pictures", self.folder / "learnt")
        results = json.loads((out / "metrics.json").read_text())
        self.assertGreater(results["copy_distance"], 0)
        self.assertIsNotNone(results["training_data_hash"])
        self.assertEqual(len(results["runs"][0]["nearest_training_distances"]), 5)
        self.assertIn("<section id='copies'>", (out / "report.html").read_text())

    def test_the_shipped_reader_is_found(self):
        results = json.loads((self.compare("shipped") / "metrics.json").read_text())
        self.assertGreater(float(results["reader"]["accuracy_brows"]), 0.99)

    def test_wrong_use_and_missing_files_are_told(self):
        out = ["--out", self.folder / "refused"]
        self.refuse(2, ["--samples", "10"], "compare-portraits", "--samples", 3, *out)
        self.refuse(1, ["nowhere"], "compare-portraits", "--reader", self.folder / "nowhere", *out)
        self.refuse(1, ["no-run"], "compare-portraits", "--reader", self.reader, "--runs", self.folder / "no-run", *out)
        self.refuse(2, ["--steps"], "train-reader", "--steps", 0, *out)
        self.refuse(2, ["--precision"], "train-reader", "--precision", "fp8", *out)
        before = tree(self.reader)
        self.refuse(1, ["reader.safetensors"], "train-reader", *TINY, "--out", self.reader)
        self.assertEqual(tree(self.reader), before)

    def test_ctrl_c_leaves_no_reader(self):
        folder = self.folder / "interrupted"
        process = subprocess.Popen([BIN / "train-reader", "--steps", "1000000", "--channels", "8", "--batch", "4",
                                    "--out", folder], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        process.stderr.readline()  # the bar's first line: it learns
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("interrupt (ctrl-C)", errors)
        self.assertEqual(tree(folder), {})


if __name__ == "__main__":
    unittest.main(verbosity=2)
