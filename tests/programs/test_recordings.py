"""record, replay and import: exact, and refusing bad input in one line. Needs no LibTorch."""
import os
import shutil
import signal
import subprocess
import time
import unittest

from programs import BIN, ProgramTest, on_small_disk, read_episodes, run, tree, write_png, write_png_folder


class RecordAndReplay(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recording = cls.folder / "game-v0"
        cls.said = run("record", "--level", "corner", "--frames", 300, "--seed", 3, "--out", cls.recording)

    def test_as_many_frames_are_recorded_as_were_asked_for(self):
        self.assertEqual(self.said.returncode, 0, self.said.stderr)
        episodes = read_episodes(self.recording)
        self.assertEqual(sum(shape[0] for shape, _, _ in episodes), 300)
        for shape, frames, _ in episodes:
            self.assertEqual(shape[1:], (3, 64, 64))
            self.assertGreater(len(set(frames)), 2, "an empty picture")

    def test_the_same_seed_gives_the_same_games_and_another_seed_others(self):
        self.succeed("record", "--level", "corner", "--frames", 300, "--seed", 3, "--out", self.folder / "b" / "game-v0")
        self.succeed("record", "--level", "corner", "--frames", 300, "--seed", 4, "--out", self.folder / "c" / "game-v0")
        self.assert_same_episodes(self.folder / "b" / "game-v0", self.recording)
        self.assertEqual((self.folder / "b" / "game-v0" / "inputs.log").read_bytes(),
                         (self.recording / "inputs.log").read_bytes())
        self.assertTrue(read_episodes(self.recording) != read_episodes(self.folder / "c" / "game-v0"))

    def test_a_replay_gives_the_recorded_frames_and_verifies_each_game_by_hash(self):
        result = self.succeed("replay", self.recording / "inputs.log", "--out", self.folder / "again-v0")
        self.assertIn(f"({len(read_episodes(self.recording))} verified by hash)", result.stdout)
        self.assert_same_episodes(self.folder / "again-v0", self.recording)

    def test_a_game_on_marked_floor_replays(self):
        out = self.folder / "biased-v0"
        self.succeed("record", "--level", "biased", "--policy", "marked", "--frames", 200, "--out", out)
        self.succeed("replay", out / "inputs.log", "--out", self.folder / "biased_again-v0")
        self.assert_same_episodes(out, self.folder / "biased_again-v0")

    def test_every_frame_is_redrawn_in_an_episode_of_the_same_shape(self):
        said = self.succeed("redraw", "--recording", self.recording, "--out", self.folder / "redrawn-v0").stdout
        self.assertRegex(said, r"redrew 300 frames of \d+ games, [1-9]\d* with more than one future")
        recorded, redrawn = read_episodes(self.recording), read_episodes(self.folder / "redrawn-v0")
        self.assertEqual([e[0] for e in recorded], [e[0] for e in redrawn])

    def test_a_set_of_mazes_is_recorded_verified_and_replayed(self):
        out = self.folder / "mazes-v0"
        self.succeed("record", "--level", "maze:7-9", "--frames", 300, "--out", out)
        self.assertIn("whole:", self.succeed("inspect", "--verify", out).stdout)
        said = self.succeed("inspect", out).stdout
        self.assertIn("maze:7-9", said)
        self.assertRegex(said, "infos/maze +7 to 9\n")
        self.succeed("replay", out / "inputs.log", "--out", self.folder / "mazes_again-v0")
        self.assert_same_episodes(out, self.folder / "mazes_again-v0")
        self.succeed("record", "--level", "maze:7", "--frames", 65, "--out", self.folder / "seven-v0")
        self.assert_same_episodes(out, self.folder / "seven-v0", 1)

    def test_a_log_cut_off_anywhere_replays_up_to_there(self):
        whole = (self.recording / "inputs.log").read_bytes()
        recorded = read_episodes(self.recording)
        for part in (0.6, 0.9):
            with self.subTest(part=part):
                log = self.folder / f"cut{part}.log"
                log.write_bytes(whole[:int(len(whole) * part)])
                out = self.folder / f"cut{int(part * 10)}-v0"
                self.succeed("replay", log, "--out", out)
                for (_, frames, _), (_, expected, _) in zip(read_episodes(out), recorded):
                    self.assertTrue(expected.startswith(frames))

    def test_a_log_whose_last_state_differs_is_refused(self):
        changed = bytearray((self.recording / "inputs.log").read_bytes())
        changed[-1] ^= 1  # the log ends with the hash of the last game's last state
        (self.folder / "changed.log").write_bytes(changed)
        self.refuse(1, ["final state", "changed.log", "game"], "replay", self.folder / "changed.log", "--out",
                    self.folder / "changed-v0")

    def test_wrong_use_exits_2(self):
        out = self.folder / "wrong-v0"
        for words, arguments in [
                (["--frames"], ["--frames", 0]), (["--frames"], ["--frames", -5]),
                (["frames"], ["--frames", "many"]), (["seed"], ["--seed", -1]),
                (["policy", "uniform", "biased"], ["--policy", "none"]), (["policy", "biased:101"], ["--policy", "biased:101"]),
                (["--frame-skip"], ["--frame-skip", -1]), (["marked", "corner", "--level biased"], ["--policy", "marked"])]:
            with self.subTest(arguments=arguments):
                self.refuse(2, words, "record", *arguments, "--out", out)
        self.refuse(2, ["out"], "record")
        self.assertFalse(out.exists())

    def test_bad_input_exits_1_and_says_where(self):
        (self.folder / "broken.level").write_text("this is no level\n")
        (self.folder / "file").write_text("")
        for words, arguments in [
                (["none.level"], ["record", "--level", self.folder / "none.level", "--out", self.folder / "x"]),
                (["level broken, line 1"], ["record", "--level", self.folder / "broken.level", "--out", self.folder / "x"]),
                (["game-v0"], ["record", "--out", self.recording]),
                (["file"], ["record", "--out", self.folder / "file" / "x"]),
                (["none.log"], ["replay", self.folder / "none.log", "--out", self.folder / "y"]),
                (["broken.level"], ["replay", self.folder / "broken.level", "--out", self.folder / "y"]),
                (["game-v0"], ["replay", self.recording / "inputs.log", "--out", self.recording])]:
            with self.subTest(arguments=arguments):
                before = tree(self.recording)
                self.refuse(1, words, *arguments)
                self.assertEqual(tree(self.recording), before)

    def test_a_config_file_sets_what_the_command_line_leaves_open(self):
        config = self.folder / "config.ini"
        config.write_text("# a short one\nframes = 300\nseed=9\n")
        self.succeed("record", "--config", config, "--seed", 3, "--out", self.folder / "d" / "game-v0")
        self.assert_same_episodes(self.folder / "d" / "game-v0", self.recording)


class Interruption(ProgramTest):
    def record_much(self, out):
        process = subprocess.Popen([BIN / "record", "--frames", "1000000", "--out", out],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not (out / "data" / "main_data.hdf5").exists():
            self.assertIsNone(process.poll(), process.stderr.read() if process.poll() is not None else "")
            time.sleep(0.05)
        time.sleep(1)
        return process

    def test_ctrl_c_ends_a_recording_that_is_whole(self):
        out = self.folder / "stopped-v0"
        process = self.record_much(out)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertGreater(len(read_episodes(out)), 1)

    def test_kill_9_loses_at_most_the_open_game(self):
        out = self.folder / "killed-v0"
        process = self.record_much(out)
        process.kill()
        process.communicate(timeout=60)
        self.succeed("replay", out / "inputs.log", "--out", self.folder / "after-v0")
        kept = read_episodes(out)
        self.assertGreater(len(kept), 1)
        self.assert_same_episodes(out, self.folder / "after-v0", len(kept))


class FullDisk(ProgramTest):
    def test_a_full_disk_is_said_in_one_line_and_keeps_the_games_before(self):
        script = f'''
            "{BIN}/record" --frames 100000 --out "$0/big-v0"; echo "exit $?"
            "{BIN}/replay" "$0/big-v0/inputs.log" --out "{self.folder}/after-v0" >/dev/null 2>&1
            cp -r "$0/big-v0" "{self.folder}/kept-v0"'''
        result = on_small_disk(self, "1m", script)
        self.assertIn("exit 1\n", result.stdout, result.stderr)
        errors = [line for line in result.stderr.splitlines() if line.startswith("record: ")]
        self.assertEqual(len(errors), 1, result.stderr)
        self.assertIn("big-v0", errors[0])
        kept = read_episodes(self.folder / "kept-v0")
        self.assertGreater(len(kept), 1)
        self.assert_same_episodes(self.folder / "kept-v0", self.folder / "after-v0", len(kept))


class Import(ProgramTest):
    def import_folder(self, name, *arguments):
        out = self.folder / f"{name}-v0"
        result = self.succeed("import", "--png", self.folder / name, "--out", out, *arguments)
        return result, read_episodes(out)

    def test_pictures_of_any_kind_and_odd_size_come_in_as_they_are(self):
        for channels in (1, 2, 3, 4):
            with self.subTest(channels=channels):
                write_png_folder(self.folder / f"kind{channels}", 5, 37, 21, channels)
                _, [(shape, frames, _)] = self.import_folder(f"kind{channels}")
                self.assertEqual(shape, (5, 3, 21, 37))
                for index in range(5):  # the bright column of write_png_folder, in all of R, G and B
                    row = bytes(200 if x == index else 0 for x in range(37))
                    self.assertEqual(frames[index * 3 * 21 * 37:][:3 * 21 * 37], row * 21 * 3)

    def test_frames_are_ordered_by_number_not_by_name(self):
        folder = self.folder / "numbers"
        folder.mkdir()
        for number in (8, 9, 10, 11):
            write_png(folder / f"f{number}.png", [bytes([number] * 4)] * 4, 1)
        _, [(_, frames, _)] = self.import_folder("numbers")
        self.assertEqual([frames[i * 48] for i in range(4)], [8, 9, 10, 11])

    def test_a_gap_in_the_numbers_is_said_and_begins_a_new_episode(self):
        write_png_folder(self.folder / "gap", 9, 16, 16, 3)
        (self.folder / "gap" / "frame_0004.png").unlink()
        result, episodes = self.import_folder("gap")
        self.assertIn("frame_0005.png", result.stderr)
        self.assertEqual([shape[0] for shape, _, _ in episodes], [4, 4])

    def test_bad_folders_are_refused_in_one_line_and_leave_nothing_behind(self):
        write_png_folder(self.folder / "mixed", 3, 16, 16, 3)
        write_png(self.folder / "mixed" / "frame_0003.png", [bytes(3 * 20)] * 16, 3)
        write_png_folder(self.folder / "cut", 3, 16, 16, 3)
        cut = self.folder / "cut" / "frame_0002.png"
        cut.write_bytes(cut.read_bytes()[:50])
        (self.folder / "empty").mkdir()
        (self.folder / "file.png").write_text("")
        for name, word in [("mixed", "frame_0003.png"), ("cut", "frame_0002.png"), ("empty", "empty"),
                           ("none", "none"), ("file.png", "file.png")]:
            with self.subTest(name=name):
                out = self.folder / f"bad-{name.partition('.')[0]}-v0"
                self.refuse(1, [word], "import", "--png", self.folder / name, "--out", out)
                self.assertFalse(out.exists(), "a second try would find the place taken")
        self.refuse(2, ["png"], "import", "--out", self.folder / "x-v0")

    def test_an_unreadable_folder_is_named(self):
        folder = self.folder / "locked"
        write_png_folder(folder, 3, 8, 8, 1)
        folder.chmod(0)
        self.folder.chmod(0o755)
        options = {}
        if os.geteuid() == 0:  # root reads everything: run as nobody
            shutil.copy(BIN / "import", self.folder / "import")
            options = {"user": 65534, "group": 65534, "extra_groups": [], "executable": self.folder / "import"}
        self.refuse(1, ["locked"], "import", "--png", folder, "--out", self.folder / "z-v0", **options)


if __name__ == "__main__":
    unittest.main(verbosity=2)
