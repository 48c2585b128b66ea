#!/usr/bin/python3
"""A network of one's own, in PyTorch: trained on a recording, scored by Crossroads in two ways.

    record --level corner --frames 20000 --out recordings/data/mine
    export-states --level corner --out runs/states.h5
    own_network.py --recording recordings/data/mine-v0 --states runs/states.h5 --out runs/own
    score --states runs/states.h5 --samples runs/own/samples.h5 --out runs/own/score    # the samples
    compare --runs runs/own/network.pt --level corner --out runs/own/compare            # the network

Debian's packages python3-torch and python3-h5py are enough. Nothing here imports Crossroads.
"""
import argparse
import pathlib
import time

import h5py
import numpy
import torch
from torch import nn
from torch.nn import functional


class OwnNetwork(nn.Module):
    """x [N, 3K, H, W] in [-1, 1] and z [N, z_dim] to the next frame [N, 3, H, W]; H, W multiples of 8."""

    def __init__(self, past_frames: int, z_dim: int, width: int = 96):
        super().__init__()
        # Crossroads reads these three from the saved file. z_dim 0: one answer, whatever z.
        self.past_frames = past_frames
        self.z_dim = z_dim
        self.z_distribution = "bernoulli"  # -1 or +1; or "normal", or "uniform" from -1 to 1
        self.encode = nn.Conv2d(64 * 3 * past_frames, width, 3, padding=1)
        self.mix = nn.ModuleList(nn.Conv2d(width + z_dim, width, 3, padding=1) for _ in range(3))
        self.decode = nn.Conv2d(width, 64 * 3, 3, padding=1)

    def forward(self, x, z):
        h = self.encode(functional.pixel_unshuffle(x, 8))
        planes = z[:, :, None, None].expand(-1, -1, h.shape[2], h.shape[3])
        for layer in self.mix:
            h = h + layer(torch.cat([functional.leaky_relu(h, 0.1), planes], 1))
        change = functional.pixel_shuffle(self.decode(functional.leaky_relu(h, 0.1)), 8)
        return x[:, -3:] + change


def draw_z(count, z_dim):
    return torch.randint(0, 2, (count, z_dim)).float() * 2 - 1


def to_float(frames):
    """uint8 [N, K, 3, H, W] or [N, 3, H, W] to floats in [-1, 1], the K frames stacked on channels."""
    return torch.from_numpy(frames).float().div(127.5).sub(1).flatten(1, -3)


def read_windows(recording, past_frames):
    """Every K + 1 frames in a row, uint8 [N, K + 1, 3, H, W]."""
    windows = []
    with h5py.File(recording / "data" / "main_data.hdf5") as file:
        for episode in file.values():
            frames = episode["observations"][:]
            windows += [frames[i:i + past_frames + 1] for i in range(len(frames) - past_frames)]
    return windows


def distance(a, b):
    """Mean L2 distance of 16x16 patches: where a turn shows, and nothing else."""
    squares = functional.avg_pool2d((a - b).square().sum(1, keepdim=True), 16, 8) * 256
    return (squares + 1e-4).sqrt().mean()


def loss_of(network, x, y):
    """The energy score of two draws: least when they are distributed as y is."""
    one, two = (network(x, draw_z(len(x), network.z_dim)) for _ in range(2))
    return (distance(one, y) + distance(two, y) - distance(one, two)) / 2


def train(network, windows, steps, batch, learning_rate):
    random = numpy.random.default_rng(1)
    optimizer = torch.optim.Adam(network.parameters(), learning_rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    start = time.time()
    for step in range(steps):
        chosen = numpy.stack([windows[i] for i in random.integers(0, len(windows), batch)])
        x, y = to_float(chosen[:, :-1]), to_float(chosen[:, -1])
        if network.z_dim == 0 or step < steps // 5:  # squared error first: what everything has in common
            loss = functional.mse_loss(network(x, torch.zeros(batch, network.z_dim)), y)
        else:
            loss = loss_of(network, x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 100 == 0 or step == steps - 1:
            print(f"step {step}  loss {loss.item():.4f}  {time.time() - start:.0f} s", flush=True)


def write_samples(network, states_file, samples_file):
    """[state, sample, 3, H, W], uint8, with the hash of the states that they answer."""
    with h5py.File(states_file) as states, h5py.File(samples_file, "w") as out:
        past, count = states["past"], int(states.attrs["samples"]) if network.z_dim > 0 else 1
        shape = (len(past), count, *past.shape[2:])
        samples = out.create_dataset("samples", shape, "uint8", chunks=(1, *shape[1:]), compression="gzip")
        for i in range(len(past)):
            x = to_float(past[i:i + 1]).repeat(count, 1, 1, 1)
            y = network(x, draw_z(count, network.z_dim))
            samples[i] = y.add(1).mul(127.5).clamp(0, 255).round().byte().numpy()
        out.attrs["states_hash"] = states.attrs["states_hash"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recording", type=pathlib.Path, required=True, help="folder of a recording")
    parser.add_argument("--states", type=pathlib.Path, required=True, help="what export-states wrote (.h5)")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder of network.pt and samples.h5")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--z-dim", type=int, default=8, help="0: no z, squared error alone")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    with h5py.File(arguments.states) as states:
        past_frames = states["past"].shape[1]
    network = OwnNetwork(past_frames, arguments.z_dim)
    train(network, read_windows(arguments.recording, past_frames), arguments.steps, arguments.batch,
          arguments.learning_rate)
    with torch.no_grad():
        write_samples(network.eval(), arguments.states, arguments.out / "samples.h5")
    torch.jit.script(network).save(str(arguments.out / "network.pt"))
    print(f"wrote {arguments.out}/network.pt and {arguments.out}/samples.h5")


if __name__ == "__main__":
    main()
