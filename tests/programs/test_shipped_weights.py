"""The weights in experiments/weights/ read what experiments/results/weights/ says they do.

Each result names the command that made it: it runs again, and every number must come out as it was, up to
what another machine's arithmetic may change. The result of a deterministic arm is compared more closely.
"""
import json
import pathlib
import shlex
import subprocess
import unittest

from programs import BIN, ROOT, ProgramTest

RESULTS = sorted((ROOT / "experiments/results/weights").glob("*.json"))
MOST_BYTES = 60_000_000
# float32 or bfloat16 arithmetic moves a sample over the border of validity now and then.
TOLERANCE = {"valid": 0.02, "blend": 0.02, "coverage": 0.02, "tv": 0.02, "turn_tv": 0.02, "sharpness": 0.02,
             "action_accuracy": 0.02, "forced_valid": 0.02,
             # of portraits; a distance may change by that share of itself
             "frechet_distance": 0.05, "precision": 0.03, "recall": 0.03, "density": 0.05, "legible": 0.03, "met_one": 0.03,
             "met_two": 0.05, "met_all": 0.05, "variety": 0.03}


def values(results):
    return {(run["name"], key): run["metrics"][key]["value"] for run in results["runs"] for key in TOLERANCE
            if run["metrics"].get(key)}


class ShippedWeights(ProgramTest):
    def test_every_result_comes_out_as_it_was(self):
        self.assertGreater(len(RESULTS), 0)
        for path in RESULTS:
            with self.subTest(result=path.name):
                before = json.loads(path.read_text())
                program, *arguments = shlex.split(before["command"])
                arguments[arguments.index("--out") + 1] = self.folder / path.stem
                result = subprocess.run([BIN / pathlib.Path(program).name, *arguments], cwd=ROOT, text=True,
                                        capture_output=True, timeout=500)
                self.assertEqual(result.returncode, 0, result.stderr)
                after = json.loads((self.folder / path.stem / "metrics.json").read_text())
                old, new = values(before), values(after)
                self.assertEqual(old.keys(), new.keys())
                self.assertTrue(any(name.startswith(path.stem) for name, _ in old), old)
                for what, value in old.items():
                    if value is None:
                        self.assertIsNone(new[what], what)
                    else:
                        self.assertAlmostEqual(new[what], value, delta=TOLERANCE[what[1]] * max(1, abs(value)), msg=str(what))

    def test_each_folder_of_weights_has_a_result_and_all_are_small(self):
        folders = [folder for folder in (ROOT / "experiments/weights").iterdir() if folder.is_dir()]
        # The reader of portraits predicts nothing: tests/generation scores it.
        runs = {folder.name for folder in folders if (folder / "generator.safetensors").exists()}
        scored = {run["name"] for path in RESULTS for run in json.loads(path.read_text())["runs"]}
        self.assertEqual(runs - scored, set())
        self.assertLess(sum(path.stat().st_size for folder in folders for path in folder.rglob("*")), MOST_BYTES)


if __name__ == "__main__":
    unittest.main(verbosity=2)
