"""train-portraits and sample-portraits, tiny: files, resuming, asking, refusing. A few steps draw no faces."""
import json
import shutil
import subprocess
import unittest

from programs import BIN, Hdf5File, ProgramTest, read_png, read_safetensors, tree

SMALL = ["--codec-channels", 16, "--code-channels", 4, "--summary", 8, "--features", 32, "--mapper-features", 32,
         "--batch", 4, "--code-batch", 8, "--summary-batch", 128, "--precision", "fp32", "--threads", 1]
STEPS = ["--codec-steps", 3, "--summary-steps", 3, "--steps", 4]


class Portraits(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pictures = cls.folder / "pictures"
        subprocess.run([BIN / "paint", "--count", "60", "--out", cls.pictures], check=True, capture_output=True)

    def train(self, name, *arguments, steps=STEPS):
        out = self.folder / name
        self.succeed("train-portraits", "--pictures", self.pictures, *SMALL, *steps, "--out", out, *arguments)
        return out

    def weights(self, folder):
        return read_safetensors(folder / "generator.safetensors")[1]

    def test_a_run_has_weights_a_log_a_codec_and_a_sheet(self):
        run = self.train("run", "--z", 50, "--z-distribution", "uniform")
        metadata, _ = read_safetensors(run / "generator.safetensors")
        self.assertEqual([metadata[key] for key in ("arm", "z", "z-distribution", "steps", "condition", "precision")],
                         ["gan", "50", "uniform", "10", "", "fp32"])
        self.assertEqual((run / "log.csv").read_text().count("\n"), 2)
        self.assertEqual(read_png(run / "sheets" / "10.png"), (1280, 896))
        self.assertTrue((run / "codec.safetensors").exists())

    def test_samples_of_the_same_seed_are_the_same_and_a_request_changes_them(self):
        run = self.train("asked", "--condition", "eye_colour", "hair_style")
        for name, *options in (("a",), ("b",), ("red", "--with", "eye_colour=red"), ("other", "--seed", 2)):
            self.succeed("sample-portraits", "--run", run, "--count", 12, "--walks", 2, "--walk-steps", 3,
                         "--threads", 1, *options, "--out", self.folder / name)
        pictures = {name: Hdf5File(self.folder / name / "samples.h5").read("pictures") for name in ("a", "b", "red", "other")}
        self.assertEqual(list(pictures["a"][0]), [12, 3, 64, 64])
        self.assertTrue(pictures["a"][1] == pictures["b"][1], "the samples differ")
        for other in ("red", "other"):
            self.assertTrue(pictures["a"][1] != pictures[other][1], f"{other}: the samples are the same")
        self.assertEqual(read_png(self.folder / "a" / "sheet.png"), (1280, 256))
        self.assertEqual(read_png(self.folder / "a" / "walk.png"), (512, 256))
        self.assertEqual((self.folder / "a" / "walk.gif").read_bytes()[:6], b"GIF89a")

    def test_pictures_with_labels_of_the_own_are_not_needed(self):
        folder = self.folder / "own"
        folder.mkdir()
        shutil.copy(self.pictures / "sheet.png", folder / "one.png")
        shutil.copy(self.pictures / "sheet.png", folder / "two.png")
        out = self.folder / "of own"
        self.succeed("train-portraits", "--pictures", folder, *SMALL, *STEPS, "--out", out)
        self.refuse(2, ["eye_colour"], "train-portraits", "--pictures", folder, *SMALL, *STEPS, "--condition", "eye_colour",
                    "--out", self.folder / "of own asked")

    def test_a_codec_is_taken_over(self):
        first = self.train("first", "--condition", "all")
        out = self.folder / "second"
        self.succeed("train-portraits", "--pictures", self.pictures, "--codec", first, "--condition", "all",
                     "--steps", 4, "--precision", "fp32", "--threads", 1, "--mapper-features", 32,
                     "--summary-batch", 128, "--out", out)
        ours, theirs = self.weights(out), self.weights(first)
        same = [name for name in ours if name in theirs and ours[name] == theirs[name]]
        self.assertEqual({name.split(".")[0] for name in same if not name.startswith(("mapper", "spread"))},
                         {"decoder", "summary_decoder"})
        metadata, _ = read_safetensors(out / "generator.safetensors")
        self.assertEqual((metadata["codec-steps"], metadata["summary-steps"], metadata["features"]), ("0", "0", "32"))
        for condition in ("skin", "none"):  # the second part is its own
            third = self.folder / condition
            self.succeed("train-portraits", "--pictures", self.pictures, "--codec", first, *SMALL, *STEPS,
                         "--condition", condition, "--out", third)
            metadata, weights = read_safetensors(third / "generator.safetensors")
            self.assertEqual((metadata["codec-steps"], metadata["summary-steps"]), ("0", "3"))
            self.assertEqual({name.split(".")[0] for name in weights if weights[name] == theirs.get(name)} - {"spread"},
                             {"decoder"})
            self.assertTrue((third / "codec.safetensors").exists())
        self.refuse(2, ["--summary-steps", "first"], "train-portraits", "--pictures", self.pictures, "--codec", first,
                    "--steps", 4, "--summary-steps", 0, "--out", self.folder / "refused")
        other = self.folder / "other pictures"
        self.succeed("paint", "--count", 20, "--seed", 9, "--out", other)
        self.refuse(1, ["codec", "data"], "train-portraits", "--pictures", other, "--codec", first, "--steps", 4,
                    "--out", self.folder / "refused")
        self.refuse(1, ["codec.safetensors"], "train-portraits", "--pictures", self.pictures, "--codec", self.pictures,
                    "--steps", 4, "--out", self.folder / "refused")

    def test_ctrl_c_saves_and_a_resumed_training_is_bit_equal(self):
        steps = ["--codec-steps", 60, "--summary-steps", 60, "--steps", 600, "--condition", "skin"]
        straight, stopped = self.train("straight", steps=steps), self.folder / "stopped"
        text = self.interrupt("train-portraits", stopped, "--pictures", self.pictures, *SMALL, *steps, "--save-every", 1)
        saved = max(int(path.stem.split("_")[1]) for path in stopped.glob("checkpoint_*.pt"))
        self.assertTrue(0 < saved < 720, text)
        self.refuse(1, ["--steps 600"], "train-portraits", "--config", stopped / "config.ini", "--resume", "--steps", 50)
        self.succeed("train-portraits", "--config", stopped / "config.ini", "--resume")
        self.assertTrue(self.weights(stopped) == self.weights(straight), "the weights differ")

    def test_minutes_are_shared_among_all_parts(self):
        out = self.folder / "minutes"
        self.succeed("train-portraits", "--pictures", self.pictures, *SMALL, "--minutes", 0.05, "--condition", "all",
                     "--out", out)
        metadata, _ = read_safetensors(out / "generator.safetensors")
        parts = [int(metadata[key]) for key in ("codec-steps", "summary-steps", "planned-steps")]
        self.assertGreater(min(parts), 3, parts)
        self.assertEqual(int(metadata["steps"]), sum(parts))

    def test_what_is_wrong_is_said_in_one_line(self):
        run = self.train("small", "--condition", "skin")
        before = tree(run)
        self.refuse(1, ["small", "--resume"], "train-portraits", "--pictures", self.pictures, *SMALL, *STEPS, "--out", run)
        self.refuse(2, ["nose", "skin"], "sample-portraits", "--run", run, "--with", "nose=big", "--out", self.folder / "no")
        self.refuse(2, ["purple", "dark"], "sample-portraits", "--run", run, "--with", "skin=purple", "--out", self.folder / "no")
        self.refuse(1, ["generator.safetensors"], "sample-portraits", "--run", self.pictures, "--out", self.folder / "no")
        self.refuse(2, ["nose"], "train-portraits", "--pictures", self.pictures, *SMALL, *STEPS, "--condition", "nose",
                    "--out", self.folder / "no")
        self.refuse(2, ["--z", "18"], "train-portraits", "--pictures", self.pictures, *SMALL, *STEPS, "--condition", "all",
                    "--z", 17, "--out", self.folder / "no")
        self.refuse(2, ["--minutes"], "train-portraits", "--pictures", self.pictures, "--out", self.folder / "no")
        self.assertEqual(tree(run), before)

    def test_runs_are_compared_with_real_pictures(self):
        asked = self.train("compared", "--condition", "all")
        mean = self.train("mean", "--condition", "all", "--arm", "mse")
        self.succeed("compare-portraits", "--runs", asked, mean, "--samples", 20, "--asked", 4, "--pictures", self.pictures,
                     "--out", self.folder / "report")
        results = json.loads((self.folder / "report" / "metrics.json").read_text())
        self.assertEqual([run["name"] for run in results["runs"]][-2:], ["compared", "mean"])
        for one in results["runs"][-2:]:
            self.assertIsNotNone(one["metrics"]["met_all"])
            self.assertIsNotNone(one["metrics"]["copies"])


if __name__ == "__main__":
    unittest.main()
