"""The example of a network of one's own: trained on a recording, scored by its samples and as TorchScript.

Needs Debian's python3-torch and python3-h5py. Exit 77 says "skipped"; with CI=true that is a failure instead.
"""
import json
import os
import subprocess
import sys
import unittest
import zipfile

from programs import ROOT, ProgramTest, run

SKIPPED = 77
EXAMPLE = ROOT / "experiments" / "examples" / "own_network.py"
STATES, SAMPLES = 8, 32


def find_python():
    """The first Python that has both packages, Debian's before any other."""
    for python in ("/usr/bin/python3", sys.executable):
        found = subprocess.run([python, "-c", "import h5py, torch"], capture_output=True)
        if found.returncode == 0:
            return python
    return None


PYTHON = find_python()


class OwnNetwork(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recording, cls.states = cls.folder / "game-v0", cls.folder / "states.h5"
        run("record", "--level", "corner", "--frames", 400, "--seed", 1, "--out", cls.recording, check=True)
        run("export-states", "--level", "corner", "--states", STATES, "--samples", SAMPLES, "--out", cls.states, check=True)
        cls.both = {z_dim: cls.train_and_score(z_dim) for z_dim in (0, 8)}

    @classmethod
    def train_and_score(cls, z_dim):
        """The metrics of the same network, by its samples and as a script."""
        out = cls.folder / f"z {z_dim}"
        subprocess.run([PYTHON, EXAMPLE, "--recording", cls.recording, "--states", cls.states, "--steps", "60", "--batch",
                        "16", "--z-dim", str(z_dim), "--out", out], check=True, stdout=subprocess.DEVNULL, timeout=300)
        run("score", "--states", cls.states, "--samples", out / "samples.h5", "--out", out / "score", check=True)
        run("compare", "--runs", out / "network.pt", "--level", "corner", "--states", STATES, "--samples", SAMPLES,
            "--out", out / "compare", check=True)
        return [json.loads((out / way / "metrics.json").read_text())["runs"] for way in ("score", "compare")]

    def values(self, z_dim):
        for (key, scored), compared in zip(self.both[z_dim][0][-1]["metrics"].items(),
                                           self.both[z_dim][1][-1]["metrics"].values()):
            self.assertEqual(scored is None, compared is None, key)
            if scored is not None:
                yield key, scored["value"], compared["value"]

    def test_without_z_both_ways_give_the_same_numbers(self):
        count = 0
        for key, scored, compared in self.values(0):
            self.assertAlmostEqual(scored, compared, delta=1e-3 + 1e-3 * abs(compared), msg=key)
            count += 1
        self.assertGreater(count, 8)

    def test_with_z_they_agree_up_to_the_draws(self):
        values = {key: (scored, compared) for key, scored, compared in self.values(8)}
        for key in ("energy_score", "sharpness", "psnr_moving", "ssim", "best_of_n"):
            self.assertAlmostEqual(*values[key], delta=0.05 * abs(values[key][1]), msg=key)
        self.assertNotEqual(*values["energy_score"])  # the draws were different ones

    def test_the_untrained_are_the_same_in_both(self):
        scored, compared = self.both[8]
        self.assertEqual(scored[:3], compared[:3])

    def test_predict_draws_from_a_script_too(self):
        script = self.folder / "z 8" / "network.pt"
        arguments = ["predict", "--run", script, "--recording", self.recording, "--count", 1, "--out", self.folder / "p"]
        self.succeed(*arguments)
        self.refuse(2, ["--patch", "network.pt"], *arguments, "--patch", 32)

    def test_a_file_of_a_newer_torch_is_refused_by_both_versions(self):
        # What a newer torch changes: the format's number, or an operator that this one doesn't know.
        newer = {"version": lambda data: b"99\n",
                 "__torch__.py": lambda data: data.replace(b"torch.cat(", b"torch.cat_of_torch_9(")}
        for record, change in newer.items():
            with self.subTest(record=record), zipfile.ZipFile(self.folder / "z 8" / "network.pt") as old:
                path = self.folder / "newer.pt"
                with zipfile.ZipFile(path, "w") as new:
                    for name in old.namelist():
                        data = old.read(name)
                        new.writestr(name, change(data) if name.endswith("/" + record) else data)
                    new.writestr("network/byteorder", "little")
                words = ["LibTorch", "file formats", "file format 99" if record == "version" else "file format 3",
                         "of torch 2", "newer.pt"]
                self.refuse(1, words, "compare", "--runs", path, "--level", "corner", "--states", 4, "--out",
                            self.folder / "x")


if __name__ == "__main__":
    if PYTHON is None:
        if os.environ.get("CI") == "true":
            sys.exit("test_own_network: with CI=true this check must run; install python3-torch and python3-h5py")
        print("skipped: test_own_network (no python3-torch and python3-h5py)")
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
