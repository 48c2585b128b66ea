"""What the end-to-end tests share: running a built program, and made-up PNG files.

Python's standard library only. CMake says by CROSSROADS_BIN where the programs are.
A check that can't run here for want of a privilege or a package is skipped by name; with CI=true a missing
package fails instead.
"""
import ctypes
import ctypes.util
import hashlib
import json
import math
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
import zlib

BIN = pathlib.Path(os.environ["CROSSROADS_BIN"])
ROOT = pathlib.Path(__file__).resolve().parents[2]
STEPS = 10
# A small network, and no probe: on some machines it could choose differently from run to run.
SMALL = ["--channels", 16, "--batch", 8, "--discriminator-channels", 8, "--precision", "fp32", "--seed", 1]


def run(program, *arguments, **options):
    """Runs a program to its end; its exit code and texts are the result."""
    options = {"capture_output": True, "text": True, "timeout": 300, **options}
    return subprocess.run([BIN / program, *map(str, arguments)], **options)


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, whose name has a space."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="crossroads test "))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    def succeed(self, program, *arguments, **options):
        result = run(program, *arguments, **options)
        self.assertEqual(result.returncode, 0, f"{program} {arguments}:\n{result.stdout}{result.stderr}")
        return result

    def assert_same_episodes(self, recording, other, count=None):
        """Equal frames and actions; `count` of the first episodes, or all. No pixels in the message."""
        episodes, others = read_episodes(recording)[:count], read_episodes(other)[:count]
        self.assertGreater(len(episodes), 0)
        self.assertEqual([shape for shape, _, _ in episodes], [shape for shape, _, _ in others])
        self.assertTrue(episodes == others, f"{recording} and {other} differ")

    def need(self, program):
        """Skips the test where this program of others isn't installed."""
        if shutil.which(program) is not None:
            return
        if os.environ.get("CI") == "true":
            self.fail(f"missing program: {program}")
        self.skipTest(f"missing program: {program}")

    def refuse(self, code, words, program, *arguments, **options):
        """The program must end with this code and one line of error that holds all the words."""
        result = run(program, *arguments, **options)
        what = f"{program} {' '.join(map(str, arguments))}:\n{result.stdout}{result.stderr}"
        self.assertEqual(result.returncode, code, what)
        errors = [line for line in result.stderr.splitlines() if line.startswith(f"{program}: ")]
        self.assertEqual(len(errors), 1, what)
        for word in words:
            self.assertIn(word, errors[0], what)
        return result


    def interrupt(self, program, out, *arguments):
        """Starts a training and presses ctrl-C after its first checkpoint; what it said."""
        process = subprocess.Popen([BIN / program, *map(str, arguments), "--out", out], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        while process.poll() is None and not (out / "generator.safetensors").exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        text, _ = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, text)  # as shells say it, so that `&&` stops
        self.assertIn("interrupted", text)
        return text


class TorchTest(ProgramTest):
    """With a small recording, and runs that learn nothing from it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recording = cls.folder / "game-v0"
        run("record", "--level", "corner", "--frames", 300, "--seed", 1, "--out", cls.recording, check=True)

    @classmethod
    def train(cls, name, *arguments, recording=None):
        run("train", "--recording", recording or cls.recording, "--steps", STEPS, *SMALL, "--out",
            cls.folder / name, *arguments, check=True)
        return cls.folder / name

    def compare(self, *arguments):
        """Without rollouts, which take most of a small comparison's time."""
        return self.succeed("compare", "--rollouts", 0, *arguments)

    def weights(self, folder):
        return read_safetensors(folder / "generator.safetensors")[1]


def on_small_disk(test, size, script):
    """Runs a shell script with $0 a folder on a disk of this size; skips the test where none can be made."""
    disk = pathlib.Path(tempfile.mkdtemp(prefix="disk", dir=test.folder))
    # A mount namespace of its own: the disk is gone when the shell ends.
    command = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "sh", "-c",
               f'mount -t tmpfs -o size={size} none "$0" && exec sh -c "$1" "$0"', disk]
    if subprocess.run(command + ["true"], capture_output=True).returncode != 0:
        test.skipTest("missing privilege: can't mount a small disk")
    return subprocess.run(command + [script], capture_output=True, text=True, timeout=300)


def tree(folder):
    """Every file below a folder: its relative path and a digest of its bytes."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def write_png(path, rows, channels):
    """8-bit PNG: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha; rows are bytes."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    header = struct.pack(">IIBBBBB", len(rows[0]) // channels, len(rows), 8, colour_type, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) +
                     chunk(b"IEND", b""))


def read_png(path):
    """(width, height) of a PNG, after checking every chunk's sum."""
    data = path.read_bytes() if isinstance(path, pathlib.Path) else path
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
    size, position = None, 8
    while position < len(data):
        length, name = struct.unpack(">I4s", data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        assert zlib.crc32(name + body) == struct.unpack(">I", data[position + 8 + length:][:4])[0]
        if name == b"IHDR":
            size = struct.unpack(">II", body[:8])
        position += 12 + length
    assert name == b"IEND", "the PNG is cut off"
    return size


def write_png_folder(folder, count, width, height, channels):
    """Numbered frames in which a bright column moves to the right, one pixel a frame."""
    folder.mkdir(parents=True)
    for index in range(count):
        row = bytearray(width * channels)
        if channels in (2, 4):
            row[channels - 1::channels] = b"\xff" * width
        for channel in range(1 if channels < 3 else 3):
            row[(index % width) * channels + channel] = 200
        write_png(folder / f"frame_{index:04}.png", [row] * height, channels)


def read_safetensors(path):
    """(metadata, {name: (dtype, shape, bytes)})"""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    body = data[8 + size:]
    return metadata, {name: (entry["dtype"], tuple(entry["shape"]), body[slice(*entry["data_offsets"])])
                      for name, entry in header.items()}


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82f63b78 if crc & 1 else 0)
    return crc ^ 0xffffffff


def read_tfrecords(path):
    """The records of tensorboard's event file; both checksums of each must be right."""
    data, records = path.read_bytes(), []

    def checked(part, stored):
        crc = crc32c(part)
        masked = ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff
        assert struct.unpack("<I", stored)[0] == masked, f"a wrong checksum in {path}"
        return part

    while data:
        size = struct.unpack("<Q", checked(data[:8], data[8:12]))[0]
        records.append(checked(data[12:12 + size], data[12 + size:16 + size]))
        data = data[16 + size:]
    return records


class Hdf5File:
    """Reads whole uint8 and int64 datasets through libhdf5 itself, so h5py isn't needed."""

    def __init__(self, path):
        name = ctypes.util.find_library("hdf5_serial") or ctypes.util.find_library("hdf5")
        self.library = ctypes.CDLL(name)
        for function in ("H5Fopen", "H5Dopen2", "H5Dget_space"):
            getattr(self.library, function).restype = ctypes.c_int64
        self.library.H5open()
        self.file = self.library.H5Fopen(str(path).encode(), 0, ctypes.c_int64(0))
        assert self.file >= 0, f"libhdf5 can't open {path}"

    def read(self, name, kind="H5T_NATIVE_UINT8_g", size=1):
        """(shape, bytes) of the dataset"""
        dataset = self.library.H5Dopen2(ctypes.c_int64(self.file), name.encode(), ctypes.c_int64(0))
        assert dataset >= 0, f"no dataset {name}"
        space = ctypes.c_int64(self.library.H5Dget_space(ctypes.c_int64(dataset)))
        shape = (ctypes.c_uint64 * self.library.H5Sget_simple_extent_ndims(space))()
        self.library.H5Sget_simple_extent_dims(space, shape, None)
        buffer = ctypes.create_string_buffer(math.prod(shape) * size)
        in_memory = ctypes.c_int64.in_dll(self.library, kind)
        every, plain = ctypes.c_int64(0), ctypes.c_int64(0)
        assert self.library.H5Dread(ctypes.c_int64(dataset), in_memory, every, every, plain, buffer) >= 0
        return tuple(shape), buffer.raw

    def close(self):
        self.library.H5Fclose(ctypes.c_int64(self.file))


def read_episodes(recording):
    """[((T + 1, C, H, W), frames, actions)] of a recording's folder"""
    total = json.loads((recording / "data" / "metadata.json").read_text())["total_episodes"]
    file = Hdf5File(recording / "data" / "main_data.hdf5")
    episodes = []
    for index in range(total):
        shape, frames = file.read(f"episode_{index}/observations")
        actions = file.read(f"episode_{index}/actions", "H5T_NATIVE_INT64_g", 8)[1]
        episodes.append((shape, frames, actions))
    file.close()
    return episodes
