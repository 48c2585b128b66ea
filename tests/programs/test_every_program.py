"""Every program teaches its use, and answers wrong use with one line and exit code 2."""
import os
import unittest

from programs import ProgramTest, run

PROGRAMS = os.environ["CROSSROADS_PROGRAMS"].split()


class EveryProgram(ProgramTest):
    def each(self):
        for program in PROGRAMS:
            with self.subTest(program=program):
                yield program

    def test_help_teaches_by_options_and_an_example(self):
        for program in self.each():
            text = self.succeed(program, "--help").stdout
            for wanted in ("Usage: " + program, "--config", "--version", "Examples:"):
                self.assertIn(wanted, text)
            examples = text.split("Examples:")[1].splitlines()
            self.assertTrue(any(f"{program} " in line for line in examples), text)
            self.assertLessEqual(max(map(len, text.splitlines())), 120, text)

    def test_version_names_the_program_and_its_version(self):
        for program in self.each():
            self.assertRegex(self.succeed(program, "--version").stdout, rf"{program} \d+\.\d+\.\d+\n$")

    def test_an_unknown_option_lists_the_known_ones(self):
        for program in self.each():
            self.refuse(2, ["--no-such-option", "--config", "--help"], program, "--no-such-option", "3")

    def test_an_abbreviated_option_is_unknown(self):
        for program in self.each():
            self.refuse(2, ["--versio"], program, "--versio")

    def test_an_unknown_key_in_a_config_file_lists_the_known_ones(self):
        config = self.folder / "config.ini"
        config.write_text("no_such_key=3\n")
        for program in self.each():
            self.refuse(2, ["no_such_key", str(config)], program, "--config", config)

    def test_a_config_file_that_is_not_there_is_named(self):
        for program in self.each():
            result = run(program, "--config", self.folder / "none.ini")
            self.assertIn(result.returncode, (1, 2))
            self.assertIn("none.ini", result.stderr)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
