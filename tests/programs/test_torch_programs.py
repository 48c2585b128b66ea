"""train, predict and compare from a recording to a report, tiny: what they write, resuming, bad input.

Nothing here says how good a network becomes: a few steps teach it nothing.
"""
import base64
import html.parser
import json
import math
import os
import re
import shutil
import signal
import struct
import subprocess
import time
import unittest

from programs import (BIN, SMALL, STEPS, TorchTest, on_small_disk, read_png, read_safetensors,
                      read_tfrecords, run, tree, write_png_folder)


class Page(html.parser.HTMLParser):
    """A page's tags and what they point to."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.targets = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.targets += [value for name, value in attributes if name in ("src", "href") and value]


def read_strict_json(path):
    """NaN and Infinity are no JSON, though Python would read them."""
    def refuse(constant):
        raise ValueError(f"{constant} in {path}")
    return json.loads(path.read_text(), parse_constant=refuse)


class FromRecordingToReport(TorchTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs = [cls.train("mse", "--arm", "mse"), cls.train("gan+es", "--arm", "gan+es")]
        run("compare", "--runs", *cls.runs, "--level", "corner", "--states", 6, "--samples", 8, "--seed", 1,
            "--out", cls.folder / "report", check=True)

    def test_a_run_folder_holds_what_it_should(self):
        for folder in self.runs:
            with self.subTest(run=folder.name):
                metadata, tensors = read_safetensors(folder / "generator.safetensors")
                self.assertTrue(metadata)
                for name, (kind, shape, data) in tensors.items():
                    self.assertEqual((kind, math.prod(shape) * 4), ("F32", len(data)), name)
                    self.assertTrue(all(map(math.isfinite, struct.unpack(f"<{len(data) // 4}f", data))), name)
                self.assertEqual([path.name for path in folder.glob("checkpoint_*.pt")], [f"checkpoint_{STEPS}.pt"])
                self.assertIn(f"arm={folder.name}\n", (folder / "config.ini").read_text())
                rows = (folder / "log.csv").read_text().splitlines()
                self.assertGreater(len(rows), 1)
                self.assertEqual({row.count(",") for row in rows}, {rows[0].count(",")})
                [sheet] = (folder / "sheets").iterdir()
                self.assertEqual(sheet.name, f"{STEPS}.png")
                [events] = folder.glob("*tfevents*")
                version, start, *told = read_tfrecords(events)
                self.assertTrue(version.endswith(b"brain.Event:2"))
                self.assertEqual(len(told), len(rows) - 1 + 1)  # the rows, and the sheet
                self.assertTrue(all(name.encode() in told[0] for name in rows[0].split(",")[1:]))
                self.assertTrue(told[-1].endswith(sheet.read_bytes()))

    def test_sheets_show_the_same_moments_and_change_no_weight(self):
        often, never = (self.train(f"sheets {seconds}", "--arm", "gan+es", "--sheet-every", seconds) for seconds in (1e-9, 0))
        self.assertTrue(self.weights(often) == self.weights(never))
        self.assertFalse((never / "sheets").exists())
        sheets = [often / "sheets" / f"{step}.png" for step in range(1, STEPS + 1)]
        self.assertEqual(len({read_png(sheet) for sheet in sheets}), 1)
        self.assertNotEqual(sheets[0].read_bytes(), sheets[-1].read_bytes(), "a network that learns draws something else")

    def test_a_runs_config_can_be_fed_back_and_gives_the_same_weights(self):
        self.succeed("train", "--config", self.runs[1] / "config.ini", "--out", self.folder / "again")
        self.assertTrue(self.weights(self.folder / "again") == self.weights(self.runs[1]))

    def test_both_arms_have_the_same_generator(self):
        shapes = [{name: shape for name, (_, shape, _) in self.weights(folder).items()} for folder in self.runs]
        self.assertEqual(*shapes)

    def test_every_arm_trains_and_is_compared(self):
        arms = ["mse", "l1", "mse+gdl", "gan", "gan+l1", "es", "min-of-2", "gan+es"]
        runs = [self.train(f"arm {arm}", "--arm", arm) for arm in arms]
        self.compare("--runs", *runs, "--level", "corner", "--states", 4, "--samples", 8, "--out",
                     self.folder / "arms")
        metrics = read_strict_json(self.folder / "arms" / "metrics.json")
        self.assertEqual([one["arm"] for one in metrics["runs"][3:]], arms)

    def test_a_run_that_is_given_the_action_is_asked_whether_it_obeys(self):
        steered = self.train("steered", "--arm", "es", "--actions")
        self.assertIn("actions=true\n", (steered / "config.ini").read_text())
        self.succeed("train", "--config", steered / "config.ini", "--out", self.folder / "steered again")
        self.assertTrue(self.weights(self.folder / "steered again") == self.weights(steered))
        out = self.folder / "steered report"
        self.compare("--runs", steered, self.runs[1], "--level", "corner", "--states", 4, "--samples", 8, "--out", out)
        obeys = {one["name"]: one["metrics"]["action_accuracy"] for one in read_strict_json(out / "metrics.json")["runs"]}
        self.assertEqual([name for name, value in obeys.items() if value], ["steered"])
        self.assertEqual(obeys["steered"]["floor"], 1)
        self.succeed("predict", "--run", steered, "--recording", self.recording, "--count", 2, "--out", self.folder / "s")
        self.succeed("rollout", "--runs", steered, "--level", "corner", "--starts", 2, "--frames", 3, "--out", self.folder / "r")
        write_png_folder(self.folder / "nobody", 12, 64, 64, 3)
        self.succeed("import", "--png", self.folder / "nobody", "--out", self.folder / "nobody-v0")
        self.refuse(1, ["actions"], "predict", "--run", steered, "--recording", self.folder / "nobody-v0", "--out", self.folder / "t")
        self.refuse(1, ["a recording with actions"], "train", "--recording", self.folder / "nobody-v0", "--arm", "mse", "--actions",
                    "--steps", 3, *SMALL, "--out", self.folder / "u")

    def test_a_run_further_ahead_is_compared_with_the_truth_there_beside_nearer_ones_fed_back(self):
        far = self.train("far", "--arm", "gan+es", "--ahead", 2, "--patch", 64)
        out = self.folder / "far report"
        self.compare("--runs", *self.runs, far, "--level", "corner", "--states", 4, "--samples", 8, "--out", out)
        metrics = read_strict_json(out / "metrics.json")
        self.assertEqual(metrics["ahead"], 2)
        self.assertIn("its own frames were fed back", (out / "report.html").read_text())
        self.assertEqual({one["arm"]: one for one in metrics["runs"]}["exact_sampler"]["metrics"]["valid"]["value"], 1)
        self.assertIn("2 recorded frames after", (out / "report.html").read_text())
        self.compare("--runs", far, "--recording", self.recording, "--states", 4, "--samples", 8, "--out", out)
        self.succeed("predict", "--run", far, "--recording", self.recording, "--count", 2, "--out", self.folder / "v")
        self.refuse(1, ["2 frames ahead"], "rollout", "--runs", far, "--level", "corner", "--out", out)
        self.refuse(1, ["2 frames ahead"], "compare", "--runs", far, "--ahead", 3, "--level", "corner", "--out", out)

    def test_metrics_json_has_every_run_and_no_nan(self):
        metrics = read_strict_json(self.folder / "report" / "metrics.json")
        for key in ("schema", "level", "policy", "frame_skip", "seed", "states", "samples", "excluded", "runs"):
            self.assertIn(key, metrics)
        runs = {one["arm"]: one for one in metrics["runs"]}
        self.assertLessEqual({"copy_last", "exact_mean", "exact_sampler", "mse", "gan+es"}, runs.keys())
        self.assertEqual(runs["gan+es"]["steps"], STEPS)
        self.assertEqual(runs["exact_sampler"]["metrics"]["valid"]["value"], 1)
        self.assertEqual(runs["exact_mean"]["metrics"]["blend"]["value"], 1)
        seen = [runs[arm]["distinct_x_in_training_data"] for arm in ("mse", "gan+es")]
        self.assertIsInstance(seen[0], int)
        self.assertEqual(*seen, "they learnt from the same recording")

    def test_the_report_is_one_page_with_its_pictures_inside(self):
        page = Page((self.folder / "report" / "report.html").read_text())
        self.assertIn("table", page.tags)
        outside = [target[:80] for target in page.targets if not target.startswith(("data:", "#"))]
        self.assertEqual(outside, [])
        text = (self.folder / "report" / "report.html").read_text()
        self.assertNotRegex(text, r"url\((?!['\"]?data:)|@import")
        for data in re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", text)[:20]:
            read_png(base64.b64decode(data))

    def test_side_by_side_is_a_picture(self):
        width, height = read_png(self.folder / "report" / "side_by_side.png")
        self.assertGreater(min(width, height), 64)

    def test_predict_lays_samples_beside_the_real_frames(self):
        self.succeed("predict", "--run", self.runs[1], "--recording", self.recording, "--out", self.folder / "p")
        pictures = list((self.folder / "p").rglob("*.png"))
        self.assertGreater(len(pictures), 0)
        for picture in pictures:
            read_png(picture)

    def test_predict_takes_an_imported_recording_of_another_size(self):
        write_png_folder(self.folder / "pictures", 12, 50, 37, 3)
        self.succeed("import", "--png", self.folder / "pictures", "--out", self.folder / "film-v0")
        self.succeed("predict", "--run", self.runs[1], "--recording", self.folder / "film-v0", "--out", self.folder / "q")
        self.assertGreater(len(list((self.folder / "q").rglob("*.png"))), 0)

    def test_predict_draws_patch_by_patch_too(self):
        arguments = ["predict", "--run", self.runs[1], "--recording", self.recording, "--count", 1]
        self.succeed(*arguments, "--patch", 32, "--out", self.folder / "patches")
        self.assertEqual(len(list((self.folder / "patches").rglob("*.png"))), 1)
        self.refuse(2, ["multiple of 8"], *arguments, "--patch", 30, "--out", self.folder / "no patches")

    def test_compare_without_a_level_says_what_it_cannot_know(self):
        self.compare("--runs", *self.runs, "--recording", self.recording, "--states", 6, "--samples", 8,
                     "--out", self.folder / "one future")
        metrics = read_strict_json(self.folder / "one future" / "metrics.json")
        self.assertIsNone(metrics["level"])
        self.assertTrue(all(one["metrics"].get("tv") is None for one in metrics["runs"]))

    def test_snapshots_are_asked_when_they_are_wanted(self):
        watched = self.train("watched", "--arm", "es", "--snapshot-every", 1e-6)
        self.assertEqual(len(list((watched / "snapshots").glob("*.safetensors"))), STEPS)
        arguments = ["--runs", watched, "--level", "corner", "--states", 4, "--samples", 8]
        self.compare(*arguments, "--snapshots", "--snapshot-states", 2, "--out", self.folder / "time")
        asked = read_strict_json(self.folder / "time" / "metrics.json")["runs"][-1]["time_to_quality"]
        self.assertEqual([point["step"] for point in asked["points"]], list(range(1, STEPS + 1)))
        self.assertIsNone(asked["seconds"])  # ten steps teach nothing
        self.refuse(2, ["--snapshots needs --level"], "compare", "--runs", watched, "--recording", self.recording,
                    "--snapshots", "--out", self.folder / "no")

    def test_the_report_shows_rollouts_unless_they_are_left_out(self):
        shown = (self.folder / "report" / "report.html").read_text()
        self.assertIn("id='rollouts'", shown)
        arguments = ["--runs", self.runs[1], "--level", "corner", "--states", 4, "--samples", 8, "--out", self.folder / "still"]
        self.compare(*arguments)
        self.assertNotIn("id='rollouts'", (self.folder / "still" / "report.html").read_text())
        self.refuse(2, ["--rollouts", "3 at most"], "compare", *arguments, "--rollouts", 4)

    def test_rollout_tells_how_long_predictions_stay_legal(self):
        out = self.folder / "rollout"
        self.succeed("rollout", "--runs", *self.runs, "--level", "corner", "--starts", 3, "--frames", 8, "--out", out)
        runs = {one["arm"]: one for one in read_strict_json(out / "rollout.json")["runs"]}
        self.assertLessEqual({"copy_last", "exact_mean", "exact_sampler", "mse", "gan+es"}, runs.keys())
        self.assertEqual(runs["exact_sampler"]["failed"], 0)
        self.assertEqual(runs["copy_last"]["failed"], 3)
        self.assertEqual([point["step"] for point in runs["mse"]["legal_share"]], list(range(1, 9)))
        self.assertEqual((out / "rollout.gif").read_bytes()[:6], b"GIF89a")
        self.assertGreater(min(read_png(out / "rollout.png")), 64)
        page = Page((out / "rollout.html").read_text())
        self.assertEqual([target[:80] for target in page.targets if not target.startswith(("data:", "#"))], [])
        self.refuse(2, ["--frames"], "rollout", "--level", "corner", "--frames", 0, "--out", out)

    def test_bad_runs_are_refused_in_one_line(self):
        cut = self.folder / "cut run"
        shutil.copytree(self.runs[1], cut)
        weights = cut / "generator.safetensors"
        weights.write_bytes(weights.read_bytes()[:1000])
        (self.folder / "no run").mkdir()
        for word, folder in [("generator.safetensors", cut), ("no run", self.folder / "no run"),
                             ("nowhere", self.folder / "nowhere")]:
            with self.subTest(folder=folder.name):
                self.refuse(1, [word], "predict", "--run", folder, "--recording", self.recording, "--out", self.folder / "x")
                self.refuse(1, [word], "compare", "--runs", folder, "--level", "corner", "--states", 4, "--out",
                            self.folder / "x")
        self.refuse(1, ["nolevel"], "compare", "--runs", self.runs[0], "--level", "nolevel", "--out", self.folder / "x")


    def test_a_run_from_another_level_is_refused_until_it_is_wanted(self):
        write_png_folder(self.folder / "no level", 12, 64, 64, 3)
        self.succeed("import", "--png", self.folder / "no level", "--out", self.folder / "foreign-v0")
        foreign = self.train("foreign", "--arm", "mse", recording=self.folder / "foreign-v0")
        arguments = ["--runs", foreign, "--level", "corner", "--states", 4, "--samples", 4, "--out", self.folder / "y"]
        self.refuse(1, ["foreign", "corner", "--other-level"], "compare", *arguments)
        self.compare(*arguments, "--other-level")


class Mazes(TorchTest):
    def test_what_was_learnt_from_mazes_is_asked_about_new_ones(self):
        recording = self.folder / "mazes-v0"
        self.succeed("record", "--level", "maze:1-4", "--frames", 300, "--out", recording)
        learnt = self.train("mazes", recording=recording)
        arguments = ["--runs", learnt, "--states", 6, "--samples", 4, "--out", self.folder / "compared"]
        said = self.compare("--level", "maze:3-6:8x8", *arguments).stdout
        mazes = read_strict_json(self.folder / "compared" / "metrics.json")["mazes"]
        self.assertEqual(mazes["named"], 4)
        self.assertGreaterEqual(mazes["in_training"], 2, "seeds 3 and 4 were learnt from")
        self.assertEqual(mazes["asked"], mazes["different"] - mazes["in_training"])
        self.assertIn(f"4 mazes, {mazes['different']} different, {mazes['in_training']} of them learnt from", said)
        self.assertIn("4 mazes,", (self.folder / "compared" / "report.html").read_text())
        self.refuse(1, ["no run learnt from"], "compare", "--level", "maze:1-3", *arguments)
        self.refuse(1, ["corner", "--other-level"], "compare", "--level", "corner", *arguments)


class Studies(TorchTest):
    """Every question of the studies can be asked by options."""

    CHOICES = [["--z-distribution", "normal", "--z-dim", 100, "--z-injection", "concat"],
               ["--z-distribution", "uniform", "--z-dim", 16, "--z-injection", "sum"],
               ["--z-distribution", "bernoulli", "--z-dim", 1, "--z-injection", "add"],
               ["--z-distribution", "normal", "--z-dim", 1, "--z-injection", "modulate"],
               ["--patch", 64], ["--patch", 16], ["--past-frames", 1], ["--past-frames", 8]]

    def test_every_choice_trains_and_predicts(self):
        runs = [self.train(f"choice {i}", "--arm", "es", *choice) for i, choice in enumerate(self.CHOICES)]
        self.compare("--runs", *runs, "--level", "corner", "--states", 2, "--samples", 4, "--out", self.folder / "c")
        metrics = read_strict_json(self.folder / "c" / "metrics.json")
        self.assertEqual(len(metrics["runs"]), 3 + len(self.CHOICES))
        # One Bernoulli bit: what each of its two values gives is a number of its own.
        self.assertIsNotNone(metrics["runs"][3 + 2]["metrics"]["z_effect"])

    def test_a_packed_gan_learns_from_redrawn_frames_and_from_nothing_else(self):
        redrawn = self.folder / "redrawn-v0"
        self.succeed("redraw", "--recording", self.recording, "--out", redrawn)
        self.train("packed", "--arm", "gan-packed", "--z-dim", 1, "--redrawn", redrawn)
        self.refuse(2, ["--redrawn"], "train", "--recording", self.recording, "--arm", "gan-packed", "--steps", 1,
                    "--out", self.folder / "no")
        self.refuse(1, ["redraw"], "train", "--recording", self.recording, "--redrawn", self.recording, "--arm",
                    "gan-packed", "--steps", 1, "--out", self.folder / "no")

    def test_the_bench_prints_json_lines(self):
        lines = self.succeed("bench_predictor", "--seconds", 0.01, "--batches", 1, 4, "--channels", 8, "--precision",
                             "fp32").stdout.splitlines()
        machine, *speeds = map(json.loads, lines)
        self.assertEqual((machine["what"], machine["precision"]), ("machine", "fp32"))
        self.assertEqual([(one["what"], one["batch"]) for one in speeds],
                         [("training", 1), ("training", 4), ("prediction of patches", 1), ("prediction of patches", 4),
                          ("prediction of whole frames", 1), ("prediction of whole frames", 1)])
        self.assertTrue(all(one.get("patches_per_second", one.get("frames_per_second")) > 0 for one in speeds))
        self.refuse(2, ["--batches"], "bench_predictor", "--batches", 0)
        self.refuse(2, ["--arm"], "bench_predictor", "--arm", "nothing")
        self.refuse(2, ["--arm"], "bench_predictor", "--arm", "gan-packed")


@unittest.skipUnless("play" in os.environ["CROSSROADS_PROGRAMS"].split(), "play is not built here")
class PlayedByAPerson(TorchTest):
    PLAY = '''
        "$0" --level corner --seed 1 --record "$1" --max-frames 50 &
        xdotool search --sync --onlyvisible --name "Crossroads" windowfocus --sync
        while kill -0 $! 2>/dev/null; do
          for key in Up Right Down Left; do xdotool key $key; sleep 0.2; done
        done
        wait $!'''

    def test_what_a_person_played_can_be_learnt_from_and_compared(self):
        played = self.folder / "played-v0"
        result = subprocess.run(["xvfb-run", "-a", "sh", "-c", self.PLAY, BIN / "play", played], text=True,
                                capture_output=True, timeout=120)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        learnt = self.train("learnt", "--arm", "gan+es", recording=played)
        for arguments in (["--level", "corner"], ["--recording", played]):
            out = self.folder / arguments[0].strip("-")
            self.compare("--runs", learnt, *arguments, "--states", 4, "--samples", 4, "--out", out)
            self.assertIn("gan+es", [one["arm"] for one in read_strict_json(out / "metrics.json")["runs"]])


class Resuming(TorchTest):
    def test_ctrl_c_saves_and_a_resumed_training_is_bit_equal(self):
        arguments = ["--recording", self.recording, "--arm", "gan+es", "--steps", 300, *SMALL, "--save-every", 1]
        straight, stopped = self.folder / "straight", self.folder / "stopped"
        self.succeed("train", *arguments, "--out", straight)
        text = self.interrupt("train", stopped, *arguments)
        saved = max(int(path.stem.split("_")[1]) for path in stopped.glob("checkpoint_*.pt"))
        self.assertTrue(0 < saved < 300, text)
        self.succeed("train", "--config", stopped / "config.ini", "--resume")
        self.assertTrue(self.weights(stopped) == self.weights(straight))
        steps = [[row.split(",")[0] for row in (folder / "log.csv").read_text().splitlines()]
                 for folder in (straight, stopped)]
        self.assertEqual(*steps)

    def test_a_full_disk_is_said_in_one_line_and_keeps_the_last_checkpoint(self):
        small = " ".join(map(str, SMALL))
        for kilobytes in (900, 1000, 1200):  # room for one checkpoint, and for a part of the next
            with self.subTest(kilobytes=kilobytes):
                kept = self.folder / f"full{kilobytes}"
                result = on_small_disk(self, f"{kilobytes}k", f'''
                    "{BIN}/train" --recording "{self.recording}" --arm mse --steps 2000 {small} --save-every 1 --out "$0/run"
                    echo "exit $?"
                    cp -r "$0/run" "{kept}"''')
                self.assertIn("exit 1\n", result.stdout, result.stderr)
                errors = [line for line in result.stderr.splitlines() if line.startswith("train: ")]
                self.assertEqual(len(errors), 1, result.stderr)
                self.assertIn("checkpoint_", errors[0])
                self.assertTrue(self.weights(kept))
                self.assertEqual(len(list(kept.glob("checkpoint_*.pt"))), 1)
                self.assertEqual(list(kept.glob(".tmp*")), [])

    def test_a_cut_checkpoint_is_refused_and_nothing_is_lost(self):
        folder = self.train("cut", "--arm", "mse")
        [checkpoint] = folder.glob("checkpoint_*.pt")
        checkpoint.write_bytes(checkpoint.read_bytes()[:2000])
        before = tree(folder)
        self.refuse(1, [checkpoint.name], "train", "--config", folder / "config.ini", "--resume")
        self.assertEqual(tree(folder), before)

    def test_a_run_folder_is_not_overwritten(self):
        folder = self.train("kept", "--arm", "mse")
        before = tree(folder)
        self.refuse(1, ["kept", "--resume"], "train", "--recording", self.recording, "--arm", "mse", "--steps", STEPS,
                    "--out", folder)
        self.assertEqual(tree(folder), before)

    def test_resuming_what_is_not_there_is_refused(self):
        self.refuse(1, ["none"], "train", "--recording", self.recording, "--arm", "mse", "--steps", STEPS, "--resume",
                    "--out", self.folder / "none")


class BadRecordings(TorchTest):
    def refuse_recording(self, words, recording, *arguments):
        out = self.folder / "refused"
        self.refuse(1, words, "train", "--recording", recording, "--arm", "mse", "--steps", STEPS, *SMALL, "--out", out, *arguments)
        self.assertFalse((out / "generator.safetensors").exists())

    def test_a_cut_recording(self):
        cut = self.folder / "cut-v0"
        shutil.copytree(self.recording, cut)
        data = cut / "data" / "main_data.hdf5"
        for share in (0.0, 0.5):
            data.write_bytes(data.read_bytes()[:int(data.stat().st_size * share)] if share else b"")
            self.refuse_recording(["main_data.hdf5"], cut)
            shutil.copy(self.recording / "data" / "main_data.hdf5", data)

    def test_what_is_no_recording(self):
        (self.folder / "text.hdf5").write_text("hello\n" * 100)
        (self.folder / "empty").mkdir()
        for name in ("text.hdf5", "empty", "nowhere"):
            with self.subTest(name=name):
                self.refuse_recording([name], self.folder / name)

    def test_too_few_frames_for_the_past(self):
        write_png_folder(self.folder / "few", 4, 64, 64, 3)
        self.succeed("import", "--png", self.folder / "few", "--out", self.folder / "few-v0")
        self.refuse_recording(["4"], self.folder / "few-v0")
        self.refuse_recording(["13"], self.folder / "few-v0", "--past-frames", 12)

    def test_frames_smaller_than_a_patch(self):
        write_png_folder(self.folder / "small", 20, 20, 12, 3)
        self.succeed("import", "--png", self.folder / "small", "--out", self.folder / "small-v0")
        self.refuse_recording(["32"], self.folder / "small-v0")

    def test_recordings_of_different_sizes_together(self):
        write_png_folder(self.folder / "other", 20, 96, 96, 3)
        self.succeed("import", "--png", self.folder / "other", "--out", self.folder / "other-v0")
        self.refuse_recording(["96"], self.recording, "--recording", self.folder / "other-v0")

    def test_wrong_use_exits_2(self):
        for words, arguments in [(["arm"], ["--arm", "nothing", "--steps", 3]), (["steps"], ["--arm", "mse"]),
                                 (["steps"], ["--arm", "mse", "--steps", -1]),
                                 (["device"], ["--arm", "mse", "--steps", 3, "--device", "abacus"]),
                                 (["z-injection"], ["--arm", "es", "--steps", 3, "--z-injection", "pour"]),
                                 (["z-distribution"], ["--arm", "es", "--steps", 3, "--z-distribution", "dice"]),
                                 (["past-frames"], ["--arm", "es", "--steps", 3, "--past-frames", 0])]:
            with self.subTest(arguments=arguments):
                self.refuse(2, words, "train", "--recording", self.recording, "--out", self.folder / "x", *arguments)
        self.assertFalse((self.folder / "x").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
