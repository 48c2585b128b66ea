"""Python environments for checks by other people's programs (python_venv.sh FOLDER PACKAGE... makes them).

Exit 77 says "skipped": without PyPI such a check can't be made; with CI=true that is a failure instead.
"""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def enter_environment(folder, *packages):
    """Starts the running script again inside the environment, where it isn't there yet."""
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return
    script = os.path.realpath(sys.argv[0])
    made = subprocess.run([HERE / "python_venv.sh", folder, *packages], stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHON": sys.executable})
    if made.returncode != 0:
        print(made.stderr.strip(), file=sys.stderr)
        if os.environ.get("CI") == "true":
            sys.exit(f"{script}: with CI=true this check must run")
        print(f"skipped: {script} (no Python environment)")
        sys.exit(SKIPPED)
    python = os.path.join(folder, "bin", "python")
    os.execv(python, [python, "-B", script, *sys.argv[1:]])
