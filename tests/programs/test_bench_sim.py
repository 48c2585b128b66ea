"""bench_sim, tiny: its JSON, and that nothing is left behind. That a wrong frame is found is a test of sim's."""
import json
import os
import unittest

from programs import ProgramTest

KEYS = ("ticks_per_s", "frames64_per_s", "frames_classic_per_s", "record64_per_s")


class BenchSim(ProgramTest):
    def test_a_short_run_prints_all_rates_as_json_and_leaves_nothing_behind(self):
        folder = self.folder / "disk"
        said = self.succeed("bench_sim", "--seconds", 0.05, "--runs", 2, "--ring-mib", 1, "--folder", folder)
        result = json.loads(said.stdout)
        for key in KEYS:
            self.assertGreater(result[key], 0)
            self.assertGreater(result["by_cpu_time"][key], 0)
            rates = [run["per_s"] for run in result["runs"][key]["runs"]]
            self.assertEqual(len(rates), 2)
            self.assertAlmostEqual(result[key], sum(rates) / 2, delta=1e-6 * result[key])  # the median of two
        for key in ("frames64_per_s", "frames_classic_per_s"):
            for run in result["runs"][key]["runs"]:
                self.assertRegex(run["verified_checksum"], "^[0-9a-f]{16}$")
                self.assertGreaterEqual(run["ring_bytes"], 1 << 20)
        for run in result["runs"]["record64_per_s"]["runs"]:
            self.assertEqual(run["frames"], run["verified_frames"])
        for fact in ("cpu", "compiler", "flags", "version"):
            self.assertTrue(result["machine"][fact], fact)
        self.assertEqual(os.listdir(folder), [])

    def test_wrong_use_exits_2(self):
        for option, value in (("--seconds", 0), ("--runs", 0), ("--games", 0), ("--ring-mib", 0)):
            with self.subTest(option=option):
                self.refuse(2, [option], "bench_sim", option, value, "--folder", self.folder / "none")


if __name__ == "__main__":
    unittest.main(verbosity=2)
