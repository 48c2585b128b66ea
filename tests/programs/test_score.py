"""export-states and score: states go out, samples come back, and are judged as compare judges runs."""
import array
import ast
import json
import math
import os
import random
import shutil
import struct
import unittest

import plain_metrics
from programs import Hdf5File, ProgramTest, run

STATES, SAMPLES, SEED = 6, 16, 1  # coverage needs 8 samples of each future
FRAME = 3 * 64 * 64


def read_npy(path):
    """(descr, shape, bytes)"""
    data = path.read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00"
    length = struct.unpack("<H", data[8:10])[0]
    assert (10 + length) % 64 == 0
    header = ast.literal_eval(data[10:10 + length].decode())
    assert not header["fortran_order"]
    return header["descr"], header["shape"], data[10 + length:]


def write_npy(path, descr, shape, values, notes):
    header = repr({"descr": descr, "fortran_order": False, "shape": shape}).encode()
    header += b" " * (-(11 + len(header)) % 64) + b"\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + values)
    if notes is not None:
        path.with_suffix(".json").write_text(json.dumps(notes))


class ScoreTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.states = cls.folder / "states.npy"
        run("export-states", "--level", "corner", "--states", STATES, "--samples", SAMPLES, "--seed", SEED,
            "--with-truth", "--out", cls.states, check=True)
        _, shape, data = read_npy(cls.states)
        cls.rows = shape[0]
        cls.pasts = [[data[(row * 4 + k) * FRAME:][:FRAME] for k in range(4)] for row in range(cls.rows)]
        cls.notes = json.loads(cls.states.with_suffix(".json").read_text())
        _, _, frames = read_npy(cls.folder / "states_truth.npy")
        truth = json.loads((cls.folder / "states_truth.json").read_text())
        cls.legal = [[] for _ in range(cls.rows)]  # of each state: (frame, probability)
        for i, (state, probability) in enumerate(zip(truth["state"], truth["probability"])):
            cls.legal[state].append((frames[i * FRAME:(i + 1) * FRAME], probability))

    def write_samples(self, name, frames_of, count=SAMPLES, descr="|u1", convert=bytes, shape=None, notes=None):
        """frames_of(row) gives a state's samples; every byte goes through `convert`."""
        path = self.folder / name
        values = b"".join(convert(b"".join(frames_of(row))) for row in range(self.rows))
        write_npy(path, descr, shape or (self.rows, count, 3, 64, 64), values,
                  {"states_hash": self.notes["states_hash"]} if notes is None else notes)
        return path

    def copies(self, row):
        return [self.pasts[row][-1]] * SAMPLES

    def shares(self, row):
        """Every legal frame exactly as often as it should be."""
        return [frame for frame, p in self.legal[row] for _ in range(round(p * SAMPLES))]

    def score(self, *samples, states=None):
        self.succeed("score", "--states", states or self.states, "--samples", *samples, "--out", self.folder / "score")
        metrics = json.loads((self.folder / "score" / "metrics.json").read_text())
        return metrics, {one["name"]: one["metrics"] for one in metrics["runs"]}


class Exporting(ScoreTest):
    def test_the_notes_say_how_the_states_came_about(self):
        self.assertEqual(read_npy(self.states)[:2], ("|u1", (self.rows, 4, 3, 64, 64)))
        self.assertEqual(self.rows, STATES + STATES // 2)
        notes = dict(self.notes)
        self.assertEqual(notes.pop("state_id"), list(range(self.rows)))
        for column in ("game_seed", "step"):
            self.assertEqual(len(notes.pop(column)), self.rows)
        self.assertTrue(notes.pop("level_text"))
        self.assertRegex(notes.pop("states_hash"), "^[0-9a-f]{16}$")
        self.assertRegex(notes.pop("version"), r"^\d+\.\d+\.\d+$")
        self.assertEqual(notes, {
            "crossroads_states": 1, "level_name": "corner", "policy": "uniform", "seed": SEED, "frame_skip": 8,
            "past_frames": 4, "ahead": 1, "open_states": STATES, "forced_states": STATES // 2, "samples": SAMPLES})

    def test_no_answer_is_written_unless_it_is_asked_for(self):
        self.succeed("export-states", "--level", "corner", "--states", 2, "--out", self.folder / "bare" / "s.npy")
        self.assertEqual(sorted(path.name for path in (self.folder / "bare").iterdir()), ["s.json", "s.npy"])

    def test_the_order_does_not_tell_how_many_futures_a_state_has(self):
        is_open = [len(legal) > 1 for legal in self.legal]
        self.assertEqual(sum(is_open), STATES)
        self.assertNotEqual(is_open, sorted(is_open, reverse=True))

    def test_the_truth_is_a_distribution_for_each_state(self):
        for legal in self.legal:
            self.assertAlmostEqual(sum(p for _, p in legal), 1)
            self.assertEqual(len({frame for frame, _ in legal}), len(legal))

    def test_hdf5_holds_the_same(self):
        path = self.folder / "states.h5"
        self.succeed("export-states", "--level", "corner", "--states", STATES, "--seed", SEED, "--out", path)
        file = Hdf5File(path)
        self.assertEqual(file.read("past"), ((self.rows, 4, 3, 64, 64), read_npy(self.states)[2]))
        seeds = struct.unpack(f"<{self.rows}Q", file.read("game_seed", "H5T_NATIVE_UINT64_g", 8)[1])
        file.close()
        self.assertEqual(list(seeds), self.notes["game_seed"])

    def test_wrong_use_exits_2(self):
        for arguments in (["--states", 0], ["--past-frames", 0], ["--samples", 1], ["--ahead", 0], ["--policy", "dance"]):
            self.refuse(2, [arguments[0].strip("-")], "export-states", "--level", "corner", "--out", self.folder / "x.h5",
                        *arguments)


class Scoring(ScoreTest):
    def test_copies_of_the_last_frame_score_as_copy_last(self):
        for name, copies in (("copies.npy", self.copies), ("one.npy", lambda row: self.copies(row)[:1])):
            _, runs = self.score(self.write_samples(name, copies, count=len(copies(0))))
            for key, measured in runs["copy_last"].items():
                with self.subTest(name=name, key=key):
                    value = runs[name][key] and runs[name][key]["value"]
                    wanted = measured and measured["value"]
                    # A predictor of one sample and one of many equal ones differ in what is estimated from pairs.
                    if wanted is not None and value is not None:
                        self.assertAlmostEqual(value, wanted, 9)
            self.assertEqual(runs[name]["valid"]["value"], 0)

    def test_the_legal_frames_in_their_shares_are_perfect(self):
        _, runs = self.score(self.write_samples("perfect.npy", self.shares))
        wanted = {"valid": 1, "coverage": 1, "tv": 0, "turn_tv": 0, "blend": 0, "sharpness": 1, "forced_valid": 1}
        self.assertEqual({key: round(runs["perfect.npy"][key]["value"], 6) for key in wanted}, wanted)

    def test_the_numbers_are_what_plain_arithmetic_makes_of_them(self):
        def drawn(row):
            """Legal frames at wrong rates, with noise below and above what is valid, blends, and copies."""
            chance = random.Random(row)
            last, legal = self.pasts[row][-1], [frame for frame, _ in self.legal[row]]
            samples = []
            for i in range(SAMPLES):
                noise, weight = chance.choice((0, 0, 4, 12, 30)), chance.choice((0, 0, 0, 0.2, 0.5, 0.7, 1))
                a, b = legal[0], last if i == 3 else legal[-1]
                samples.append(bytes(
                    min(255, max(0, round(x + weight * (y - x) + (chance.gauss(0, noise) if noise else 0))))
                    for x, y in zip(a, b)))
            return samples
        samples = [drawn(row) for row in range(self.rows)]
        _, runs = self.score(self.write_samples("drawn.npy", lambda row: samples[row]))
        wanted = plain_metrics.numbers_of([(self.legal[row], self.pasts[row][-1], samples[row])
                                           for row in range(self.rows) if len(self.legal[row]) > 1])
        self.assertEqual(len(wanted), 10)
        for key, value in wanted.items():
            with self.subTest(key=key):
                self.assertAlmostEqual(runs["drawn.npy"][key]["value"] / value, 1, 7)
        for key in ("valid", "blend", "coverage"):  # there is something of everything
            self.assertTrue(0 < wanted[key] < 1, (key, wanted[key]))

    def test_samples_of_other_states_in_the_same_file_are_wrong(self):
        _, runs = self.score(self.write_samples("turned.npy", lambda row: self.shares((row + 1) % self.rows)))
        self.assertLess(runs["turned.npy"]["valid"]["value"], 0.5)

    def test_floats_are_what_their_range_says(self):
        def floats(scale, offset):
            return lambda data: array.array("f", [byte * scale + offset for byte in data]).tobytes()
        hash_of = self.notes["states_hash"]
        signed = self.write_samples("signed.npy", self.shares, descr="<f4", convert=floats(2 / 255, -1),
                                    notes={"states_hash": hash_of, "range": "-1..1"})
        unit = self.write_samples("unit.npy", self.shares, descr="<f4", convert=floats(1 / 255, 0),
                                  notes={"states_hash": hash_of, "range": "0..1"})
        _, runs = self.score(self.write_samples("bytes.npy", self.shares), signed, unit)
        self.assertEqual(runs["signed.npy"], runs["bytes.npy"])
        self.assertEqual(runs["unit.npy"], runs["bytes.npy"])

    def test_the_untrained_read_as_in_compare(self):
        if "compare" not in os.environ["CROSSROADS_PROGRAMS"].split():
            self.skipTest("compare is not built here")
        scored, _ = self.score(self.write_samples("copies.npy", self.copies))
        self.succeed("compare", "--level", "corner", "--states", STATES, "--samples", SAMPLES, "--seed", SEED, "--out",
                     self.folder / "compare")
        compared = json.loads((self.folder / "compare" / "metrics.json").read_text())
        self.assertEqual(scored["runs"][:3], compared["runs"])
        for one in (scored, compared):
            del one["runs"], one["command"]
        self.assertEqual(scored, compared)

    def test_the_table_and_the_files_are_there(self):
        result = self.succeed("score", "--states", self.states, "--samples",
                              self.write_samples("shown.npy", self.shares), "--out", self.folder / "shown")
        for word in ("copy_last", "exact_mean", "exact_sampler", "shown.npy", "turn_tv"):
            self.assertIn(word, result.stdout)
        self.assertEqual(sorted(path.name for path in (self.folder / "shown").iterdir()),
                         ["metrics.json", "report.html", "side_by_side.png"])


class Refusing(ScoreTest):
    def refuse_samples(self, words, *samples, states=None):
        self.refuse(1, words, "score", "--states", states or self.states, "--samples", *samples, "--out",
                    self.folder / "refused")
        self.assertFalse((self.folder / "refused" / "metrics.json").exists())

    def test_another_shape(self):
        for shape in ((self.rows * SAMPLES, 3, 64, 64), (self.rows, SAMPLES, 64, 64, 3), (1, self.rows, SAMPLES, FRAME)):
            with self.subTest(shape=shape):
                file = self.write_samples("shape.npy", self.copies, shape=shape)
                self.refuse_samples(["samples of shape (9, samples, 3, 64, 64)", str(shape), "shape.npy"], file)

    def test_another_number_of_states(self):
        file = self.write_samples("few.npy", lambda row: self.copies(row) if row else [],
                                  shape=(self.rows - 1, SAMPLES, 3, 64, 64))
        self.refuse_samples(["(9, samples,", "(8, 16, 3, 64, 64)"], file)

    def test_different_numbers_of_samples(self):
        half = self.write_samples("half.npy", lambda row: self.copies(row)[:4], count=4)
        self.refuse_samples(["16 samples a state", "found 4", "half.npy"],
                            self.write_samples("all.npy", self.copies), half)

    def test_values_of_another_type(self):
        file = self.write_samples("wide.npy", lambda row: self.copies(row)[:2], count=2, descr="<i8",
                                  convert=lambda data: array.array("q", data).tobytes())
        self.refuse_samples(["uint8, float32 or float64", "<i8"], file)

    def test_floats_without_a_range_or_out_of_it(self):
        for range_of, value, words in ((None, 0.5, ["range", "floats without it"]), ("0..255", 0.5, ["0..255"]),
                                       ("-1..1", math.nan, ["NaN", "at state", "sample 1"]),
                                       ("-1..1", 200.0, ["200", "-1..1"]), ("0..1", -1.0, ["-1.0", "0..1"])):
            notes = {"states_hash": self.notes["states_hash"], **({"range": range_of} if range_of else {})}
            one = array.array("f", [0.0] * FRAME + [0.0] * 10 + [value] + [0.0] * (FRAME - 11)).tobytes()
            with self.subTest(range=range_of, value=value):
                file = self.write_samples("floats.npy", lambda row: self.copies(row)[:2], count=2, descr="<f4",
                                          convert=lambda data: one, notes=notes)
                self.refuse_samples([*words, "floats.npy"], file)

    def test_samples_of_other_states(self):
        for notes, word in (({"states_hash": "0" * 16}, "0" * 16), ({}, "found none"), ([], "JSON")):
            with self.subTest(word=word):
                file = self.write_samples("other.npy", self.copies, notes=notes)
                self.refuse_samples([word], file)
        file.with_suffix(".json").unlink()
        self.refuse_samples(["states_hash", "found none"], file)

    def test_states_that_are_none_or_no_longer_these(self):
        file = self.write_samples("copies.npy", self.copies)
        self.refuse_samples(["crossroads_states"], file, states=file)
        other = self.folder / "other states.npy"
        shutil.copy(self.states, other)
        other.with_suffix(".json").write_text(json.dumps({**self.notes, "seed": 2}))
        self.refuse_samples(["run export-states again", self.notes["states_hash"]], file, states=other)

    def test_a_cut_file(self):
        file = self.write_samples("cut.npy", self.copies)
        file.write_bytes(file.read_bytes()[:-1])
        self.refuse_samples(["cut.npy", "bytes instead of"], file)


if __name__ == "__main__":
    unittest.main(verbosity=2)
