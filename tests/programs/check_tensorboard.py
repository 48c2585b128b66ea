"""tensorboard's own reader sees what train wrote: every row of log.csv, every sheet, no step twice.

Runs in an environment of its own (python_environment.py).
"""
import csv
import math
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from python_environment import enter_environment

SMALL = ["--arm", "gan+es", "--channels", "16", "--batch", "8", "--discriminator-channels", "8", "--precision", "fp32",
         "--threads", "1"]


def read(run):
    from tensorboard.backend.event_processing.event_accumulator import IMAGES, SCALARS, EventAccumulator
    events = EventAccumulator(str(run), size_guidance={SCALARS: 0, IMAGES: 0})  # 0: all of them
    return events.Reload()


def check_numbers(run, events):
    """All columns of log.csv at all steps, in their order."""
    with open(run / "log.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 2
    columns = [name for name in rows[0] if name != "step"]
    assert sorted(events.Tags()["scalars"]) == sorted(columns)
    for column in columns:
        scalars = events.Scalars(column)
        assert [one.step for one in scalars] == [int(row["step"]) for row in rows], column
        for one, row in zip(scalars, rows):
            assert math.isclose(one.value, float(row[column]), rel_tol=1e-4, abs_tol=1e-6), (column, one, row)
            assert abs(one.wall_time - time.time()) < 3600


def check_sheets(run, events):
    sheets = sorted((run / "sheets").glob("[!.]*.png"), key=lambda path: int(path.stem))
    images = events.Images("samples")
    assert len(images) > 1 and [one.step for one in images] == [int(path.stem) for path in sheets]
    for one, path in zip(images, sheets):
        assert one.encoded_image_string == path.read_bytes() and one.width > one.height > 64


def check_straight(bin_folder, root):
    run = root / "straight"
    subprocess.run([bin_folder / "train", "--recording", root / "game-v0", *SMALL, "--steps", "45", "--sheet-every", "0.1",
                    "--out", run], check=True, stdout=subprocess.DEVNULL)
    assert read(run).Scalars("loss")[-1].step == 45, "the last row is of fewer steps"
    for again in (False, True):
        if again:  # there is nothing left to train
            subprocess.run([bin_folder / "train", "--config", run / "config.ini", "--resume"], check=True,
                           stdout=subprocess.DEVNULL)
        events = read(run)
        check_numbers(run, events)
        check_sheets(run, events)


def latest_checkpoint(run):
    """Its step; -1 where there is none."""
    return max((int(path.stem.split("_")[1]) for path in run.glob("checkpoint_*.pt")), default=-1)


def check_killed_and_resumed(bin_folder, root):
    """What was logged after the last checkpoint is trained again, and there only once."""
    run = root / "killed"
    process = subprocess.Popen([bin_folder / "train", "--recording", root / "game-v0", *SMALL, "--steps", "100000",
                                "--save-every", "3", "--sheet-every", "0.2", "--out", run],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and latest_checkpoint(run) < 0:
        time.sleep(0.05)
    time.sleep(1.5)
    process.kill()
    process.wait()
    saved = latest_checkpoint(run)
    before = [one.step for one in read(run).Scalars("loss")]
    assert before[-1] > saved, (before[-1], saved)
    resumed = subprocess.Popen([bin_folder / "train", "--config", run / "config.ini", "--resume"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    while resumed.poll() is None and latest_checkpoint(run) == saved:
        time.sleep(0.05)
    resumed.send_signal(signal.SIGINT)
    text, _ = resumed.communicate()
    assert resumed.returncode == 130, text
    assert len(list(run.glob("*tfevents*"))) == 2
    events = read(run)
    assert [one.step for one in events.Scalars("loss")][-1] > saved
    check_numbers(run, events)
    check_sheets(run, events)


def main():
    bin_folder, environment = pathlib.Path(sys.argv[1]), sys.argv[2]
    enter_environment(environment, "tensorboard==2.21.0")
    root = pathlib.Path(tempfile.mkdtemp(prefix="crossroads-tensorboard-"))
    try:
        subprocess.run([bin_folder / "record", "--level", "corner", "--frames", "300", "--out", root / "game-v0"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for check in (check_straight, check_killed_and_resumed):
            check(bin_folder, root)
            print(f"{check.__name__}: good")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
