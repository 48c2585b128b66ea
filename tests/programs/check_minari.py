"""Minari and h5py open our recordings exactly, and we open theirs.

Runs in an environment of its own with the Minari of VERSION (python_environment.py).
"""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

from python_environment import enter_environment


def run(program, *arguments):
    subprocess.run([str(program), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def write_png(path, pixels):
    """pixels: uint8 [H, W, 3]. Not through any library that is under test."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def sample_frames(episode, steps):
    """The formula of tests/recordings/sample_recording.cpp."""
    import numpy
    t, c, y, x = numpy.ogrid[:steps + 1, :3, :40, :33]
    return ((31 * episode + 7 * t + 50 * c + 3 * y + x * x) % 256).astype(numpy.uint8)


def check_sample(bin_folder, root):
    import h5py
    import minari
    import numpy
    run(bin_folder / "sample_recording", root / "sample")
    assert "sample-v0" in minari.list_local_datasets(), "not listed"
    dataset = minari.load_dataset("sample-v0")
    assert dataset.total_episodes == 2 and dataset.total_steps == 53
    assert dataset.observation_space.shape == (3, 40, 33)
    assert dataset.observation_space.dtype == numpy.uint8
    assert dataset.action_space.n == 5
    for number, (episode, steps) in enumerate(zip(dataset.iterate_episodes(), (50, 3))):
        assert numpy.array_equal(episode.observations, sample_frames(number, steps)), number
        assert episode.observations.dtype == numpy.uint8
        assert episode.actions.tolist() == [t % 5 for t in range(steps)]
        assert episode.actions.dtype == numpy.int64
        assert episode.rewards.tolist() == [0.5 * t for t in range(steps)]
        ends = [t == steps - 1 for t in range(steps)]
        never = [False] * steps
        assert episode.terminations.dtype == bool and episode.truncations.dtype == bool
        assert episode.terminations.tolist() == (ends if number == 0 else never)
        assert episode.truncations.tolist() == (ends if number == 1 else never)
        assert episode.infos["score"].tolist() == [10.0 * t for t in range(steps + 1)]
        assert repr(episode)
    with h5py.File(root / "sample-v0" / "data" / "main_data.hdf5") as file:
        assert file.attrs["level_text"] == "####\n#. #\n####\n"
        assert file.attrs["policy"] == "biased:0.7"
        assert file.attrs["seed"] == 42
        assert file["episode_1"].attrs["seed"] == 0xffffffffffffff01
        observations = file["episode_0/observations"]
        assert observations.compression == "gzip"
        assert numpy.array_equal(observations[17], sample_frames(0, 17)[17])


def check_open_recording(bin_folder, root):
    """What a killed writer leaves behind: links and parts."""
    import minari
    import numpy
    writer = subprocess.Popen([str(bin_folder / "sample_recording"), str(root / "killed"), "open"],
                              stdout=subprocess.PIPE, text=True)
    writer.stdout.readline()
    writer.kill()
    writer.wait()
    assert (root / "killed-v0" / "data" / "episode_1.hdf5").exists()
    dataset = minari.load_dataset("killed-v0")
    assert dataset.total_episodes == 2
    assert numpy.array_equal(dataset[1].observations, sample_frames(1, 3))


def check_import(bin_folder, root):
    import minari
    import numpy
    frames = numpy.random.default_rng(1).integers(0, 256, (20, 19, 45, 3), dtype=numpy.uint8)
    pictures = root / "pictures"
    pictures.mkdir()
    for number, frame in enumerate(frames):
        write_png(pictures / f"{number + 95}.png", frame)
    run(bin_folder / "import", "--png", pictures, "--out", root / "film-v3")
    episode = minari.load_dataset("film-v3")[0]
    assert numpy.array_equal(episode.observations, frames.transpose(0, 3, 1, 2))


def check_recorded(bin_folder, root):
    """The record program's own output: Minari and h5py see the same, and it is a whole game."""
    import h5py
    import minari
    import numpy
    run(bin_folder / "record", "--level", "corner", "--policy", "uniform", "--frames", 300, "--seed",
        7, "--out", root / "corner")
    dataset = minari.load_dataset("corner-v0")
    metadata = json.loads((root / "corner-v0" / "data" / "metadata.json").read_text())
    assert metadata["dataset_id"] == "corner-v0"
    with h5py.File(root / "corner-v0" / "data" / "main_data.hdf5") as file:
        assert file.attrs["level_name"] == "corner" and file.attrs["policy"] == "uniform"
        for number, episode in enumerate(dataset.iterate_episodes()):
            stored = file[f"episode_{number}"]
            assert numpy.array_equal(episode.observations, stored["observations"][:])
            assert len(episode.observations) == len(episode.actions) + 1
            assert episode.observations.max() > 0
    assert dataset.total_episodes >= 1


def check_modes_and_masks(bin_folder, root):
    """What a Python user measures on: where ghosts are, in which mode, and which pixels moved."""
    import h5py
    import minari
    import numpy
    run(bin_folder / "record", "--level", "classic", "--frames", 300, "--seed", 2, "--out", root / "classic")
    episode = minari.load_dataset("classic-v0")[0]
    frames, moving = episode.observations, episode.infos["moving"]
    assert moving.dtype == bool and moving.shape == (len(frames), 248, 224)
    assert not moving[0].any() and moving[1:].any()
    assert numpy.array_equal(moving[1:], (frames[1:] != frames[:-1]).any(axis=1))
    assert episode.infos["lives"][0] == 3
    with h5py.File(root / "classic-v0" / "data" / "main_data.hdf5") as file:
        codes = dict(reversed(pair.split()) for pair in file.attrs["ghost_mode_codes"].split(", "))
        assert file.attrs["action_codes"] == "0 none, 1 up, 2 left, 3 down, 4 right"
    for ghost in range(4):
        modes = episode.infos[f"ghost_{ghost}_mode"]
        assert modes[0] == float(codes["scatter" if ghost == 0 else "house"])
        assert set(modes) <= set(map(float, codes.values()))
        x, y = episode.infos[f"ghost_{ghost}_x"], episode.infos[f"ghost_{ghost}_y"]
        assert x.shape == y.shape == (len(frames),) and 0 < x.min() and y.max() < 248


def their_recording(frames):
    """Written by Minari itself."""
    import warnings

    import gymnasium
    import minari
    import numpy
    from minari.data_collector.episode_buffer import EpisodeBuffer
    buffer = EpisodeBuffer(
        observations=list(frames), actions=[0, 1, 2, 3, 4], rewards=[0.0] * 5,
        terminations=[False] * 5, truncations=[False] * 4 + [True], infos={})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about descriptions that nobody needs here
        minari.create_dataset_from_buffers(
            "theirs-v0", buffer=[buffer], data_format="hdf5",
            observation_space=gymnasium.spaces.Box(0, 255, frames.shape[1:], numpy.uint8),
            action_space=gymnasium.spaces.Discrete(5))


def encoded(frame, kind):
    import io

    import numpy
    from PIL import Image
    stream = io.BytesIO()
    Image.fromarray(frame).save(stream, format=kind)
    return numpy.frombuffer(stream.getvalue(), numpy.uint8)


def check_theirs(bin_folder, root):
    """Minari's 0.5.3 makes JPEG of large pictures, which loses a little; PNG and raw pictures, as 0.5.0
    wrote them, channels last, read exactly. What cannot be decoded is refused in one line."""
    import h5py
    import minari
    import numpy
    y, x = numpy.mgrid[:40, :48]
    frames = numpy.stack([numpy.stack([5 * x, 6 * y, 3 * x + 2 * y + 9 * t], -1) for t in range(6)]).astype(numpy.uint8)
    their_recording(frames)
    wanted = frames.transpose(0, 3, 1, 2)
    read = [str(bin_folder / "sample_recording"), str(root / "theirs-v0"), "read"]
    file_name = root / "theirs-v0" / "data" / "main_data.hdf5"

    def ours():
        pixels = subprocess.run(read, check=True, stdout=subprocess.PIPE).stdout
        return numpy.frombuffer(pixels, numpy.uint8).reshape(wanted.shape)

    def store(pictures, **options):
        with h5py.File(file_name, "r+") as file:
            del file["episode_0/observations"]
            file.create_dataset("episode_0/observations", data=pictures, **options)

    assert shutil.which("ffmpeg") or os.environ.get("CI") != "true", "missing program: ffmpeg"
    if shutil.which("ffmpeg"):
        assert numpy.abs(ours().astype(int) - wanted).mean() < 8, "another picture"
        assert len(minari.load_dataset("theirs-v0")[0].observations) == 6
        vlen = h5py.vlen_dtype(numpy.uint8)
        png = numpy.empty(6, object)
        png[:] = [encoded(frame, "PNG") for frame in frames]
        store(png, dtype=vlen)
        assert numpy.array_equal(ours(), wanted)
        png[3] = png[3][:20]
        store(png, dtype=vlen)
        refused = subprocess.run(read, capture_output=True, text=True)
        assert refused.returncode == 1 and "episode_0/observations" in refused.stderr, refused
        assert refused.stderr.count("\n") == 1
    store(frames, compression="gzip")
    assert numpy.array_equal(ours(), wanted)
    with h5py.File(file_name, "r+") as file:  # as with a space of several parts
        pictures = file["episode_0/observations"][:]
        del file["episode_0/observations"]
        file["episode_0/observations/image"] = pictures
    run(bin_folder / "import", "--recording", root / "theirs-v0", "--dataset", "observations/image", "--out", root / "part")
    episode = minari.load_dataset("part-v0")[0]
    assert numpy.array_equal(episode.observations, wanted) and episode.actions.tolist() == [0, 1, 2, 3, 4]


def main():
    bin_folder, environment, version = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    enter_environment(environment, f"minari=={version}", "h5py", "pillow")
    root = pathlib.Path(tempfile.mkdtemp(prefix="crossroads-minari-"))
    os.environ["MINARI_DATASETS_PATH"] = str(root)
    try:
        for check in (check_sample, check_open_recording, check_import, check_recorded,
                      check_modes_and_masks, check_theirs):
            check(bin_folder, root)
            print(f"{check.__name__}: good")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
