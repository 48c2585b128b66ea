"""experiments/study: what it would ask of the programs, and what it does with work that is there already.

Programs that learn nothing stand in for the real ones, which take hours.
"""
import re
import shlex
import shutil
import subprocess
import unittest

from programs import ROOT, ProgramTest

STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >>calls.txt
out=
while [ $# -gt 0 ]; do [ "$1" != --out ] || out=$2; shift; done
[ -z "$out" ] || mkdir -p "$out"
[ ! -e stops-early ] || { touch "$out/begun"; exit 1; }
[ -z "$out" ] || touch "$out/generator.safetensors" "$out/metrics.json"
[ ! -e is-interrupted ] || kill -INT 0
"""


class Study(ProgramTest):
    def setUp(self):
        self.root = self.folder / self.id()
        (self.root / "experiments").mkdir(parents=True)
        shutil.copy(ROOT / "experiments" / "study", self.root / "experiments")
        programs = self.root / "build" / "release" / "bin"
        programs.mkdir(parents=True)
        for program in ("record", "train", "compare", "tables"):
            (programs / program).write_text(STAND_IN)
            (programs / program).chmod(0o755)
        self.run_folder = self.root / "runs" / "studies" / "corner" / "mse-seed1"

    def study(self, *arguments, code=0):
        """What it said, and what it called."""
        calls = self.root / "calls.txt"
        calls.unlink(missing_ok=True)
        result = subprocess.run([self.root / "experiments" / "study", *arguments], capture_output=True, text=True,
                                timeout=60, start_new_session=True)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result.stdout + result.stderr, calls.read_text().splitlines() if calls.exists() else []

    def corner(self, *arguments, **options):
        return self.study("corner", "--arms", "mse", "--seeds", "1", *arguments, **options)

    def programs(self, calls):
        return [call.split()[0] for call in calls]

    def test_every_study_asks_for_options_that_are_there_and_one_name_is_one_plan(self):
        lines = self.study("--help")[0].split("\n\n")[1].splitlines()
        studies = [name for line in lines for name in re.match(r"  ([a-z-]+(, [a-z-]+)*)  ", line)[1].split(", ")]
        self.assertGreater(len(studies), 10)
        helps, plans = {}, {}
        for study in studies:
            text, called = self.study(study, "--dry-run")
            self.assertEqual(called, [])
            for line in text.splitlines():
                program, *arguments = shlex.split(line)
                program = program.rsplit("/", 1)[1]
                if program not in helps:
                    helps[program] = self.succeed(program, "--help").stdout
                for option in (word for word in arguments if word.startswith("--")):
                    self.assertRegex(helps[program], rf"(?m)^ +{option} ", line)
                if "--out" in arguments and not program.startswith("compare"):
                    out = arguments[arguments.index("--out") + 1]
                    self.assertEqual(plans.setdefault(out, line), line, study)
        self.assertFalse((self.root / "runs").exists())

    def test_what_is_whole_is_not_made_again(self):
        self.assertEqual(self.programs(self.corner()[1]), ["record", "train", "compare", "tables"])
        self.assertTrue((self.root / "experiments" / "results" / "corner" / "corner.json").exists())
        (self.root / "runs" / "studies").rename(self.root / "moved")
        self.assertEqual(self.programs(self.corner("--out", "moved", "--threads", "1")[1]), ["compare", "tables"])

    def test_an_interrupted_training_goes_on_wherever_it_lies(self):
        self.corner()
        shutil.rmtree(self.run_folder)
        (self.root / "is-interrupted").touch()
        self.assertEqual(self.programs(self.corner(code=130)[1]), ["train"])
        (self.root / "is-interrupted").unlink()
        (self.root / "runs" / "studies").rename(self.root / "moved")
        _, calls = self.corner("--out", "moved")
        self.assertRegex(calls[0], "^train --recording moved/data/.* --out moved/corner/mse-seed1 --resume$")
        self.assertEqual(self.programs(self.corner("--out", "moved")[1]), ["compare", "tables"])

    def test_what_was_stopped_before_it_was_worth_something_begins_anew(self):
        (self.root / "stops-early").touch()
        self.assertEqual(self.programs(self.corner(code=1)[1]), ["record"])
        (self.root / "stops-early").unlink()
        [begun] = self.root.rglob("begun")
        self.assertEqual(self.programs(self.corner()[1]), ["record", "train", "compare", "tables"])
        self.assertFalse(begun.exists())

    def test_minutes_on_other_cores_are_another_plan(self):
        self.study("short", "--seeds", "1")
        text, calls = self.study("short", "--seeds", "1", "--threads", "1", code=1)
        self.assertEqual(calls, [])
        self.assertRegex(text, "expected what .*--minutes 2.75 --threads 1 .*found what .*--minutes 2.75 --threads 0 ")

    def test_work_of_another_plan_is_neither_taken_nor_removed(self):
        self.corner()
        kept = self.run_folder / "study.txt"
        plan, whole = kept.read_text().splitlines()
        self.assertEqual(whole, "whole")
        for found in (f"{plan} --batch 3\nwhole\n", f"{plan} --batch 3\n", "whole\n", None):
            with self.subTest(found=found):
                kept.unlink() if found is None else kept.write_text(found)
                text, calls = self.corner(code=1)
                self.assertEqual(calls, [])
                self.assertEqual(len(text.splitlines()), 1, text)
                what = f"found what '{plan} --batch 3' made" if found and plan in found else "found something else"
                for word in (f"expected what '{plan}' makes", what, "runs/studies/corner/mse-seed1"):
                    self.assertIn(word, text)
                self.assertTrue((self.run_folder / "generator.safetensors").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
