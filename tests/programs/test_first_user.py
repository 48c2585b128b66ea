"""A first-time user: a fresh clone, an empty home, the README's commands, and the window is there.

Slow: it builds what `live` needs from nothing. Missing Debian packages are installed by the command itself.
"""
import os
import re
import signal
import subprocess
import unittest

from programs import ROOT
from window import WindowTest, wait_for

MOST_COMMANDS = 3  # with the clone
MINUTES_FOR_THE_BUILD = 25


class FirstUser(WindowTest):
    def test_the_readme_leads_from_nothing_to_the_live_window(self):
        clone, home = self.folder / "clone", self.folder / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        readme = (clone / "README.md").read_text()
        block = re.search(r"## Start here.*?```\n(.*?)```", readme, re.S).group(1)
        commands = [line.split("#")[0].strip() for line in block.splitlines()]
        live = next(i for i, line in enumerate(commands) if line.startswith("./run live"))
        self.assertLessEqual(1 + live + 1, MOST_COMMANDS)

        environment = {name: os.environ[name] for name in ("PATH", "LANG", "TERM") if name in os.environ}
        environment |= {"HOME": str(home), "DISPLAY": self.environment["DISPLAY"]}
        for command in commands[:live]:
            subprocess.run(["bash", "-c", command], cwd=clone, env=environment, check=True, timeout=600)
        log = self.folder / "log.txt"
        with log.open("w") as out:
            user = subprocess.Popen(["bash", "-c", f"exec {commands[live]}"], cwd=clone, env=environment, stdout=out, stderr=out,
                                    start_new_session=True)
        self.addCleanup(lambda: user.poll() is None and (os.killpg(user.pid, signal.SIGKILL), user.wait()))

        def window():
            self.assertIsNone(user.poll(), log.read_text()[-3000:])
            return self.x("xdotool", "search", "--name", "Crossroads live")

        self.window = wait_for(window, 60 * MINUTES_FOR_THE_BUILD).split()[0]
        wait_for(lambda: len(set(self.root())) > 30)  # a picture, not an empty window
        before = self.root()
        wait_for(lambda: self.root() != before)  # and it moves
        user.send_signal(signal.SIGINT)
        self.assertEqual(user.wait(60), 0, log.read_text()[-3000:])


if __name__ == "__main__":
    unittest.main(verbosity=2)
