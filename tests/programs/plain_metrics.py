"""The numbers of `score` once more, sharing nothing with its code: slow, short, plain Python.

A frame is bytes [3, size, size]; a state's `legal` is [(frame, probability), ...] of two or more frames.
"""
import math


def square(a, b):
    return math.dist(a, b) ** 2


def radii(legal):
    """How far from each legal frame a valid sample may lie: a quarter of its distance to the nearest other."""
    return [min(math.dist(y, other) for k, (other, _) in enumerate(legal) if k != m) / 4 for m, (y, _) in enumerate(legal)]


def shown(sample, legal):
    """The legal frame that a sample is, or None."""
    distances = [math.dist(sample, y) for y, _ in legal]
    nearest = distances.index(min(distances))
    return nearest if distances[nearest] <= radii(legal)[nearest] else None


def is_blend(sample, legal):
    """Of two legal frames: near a mixture of them with neither above three quarters, and not valid."""
    (a, _), (b, _) = legal
    if shown(sample, legal) is not None:
        return False
    along = sum((s - x) * (y - x) for s, x, y in zip(sample, a, b)) / square(a, b)
    weight = min(1, max(0, along))
    mixture = [x + weight * (y - x) for x, y in zip(a, b)]
    return math.dist(sample, mixture) <= min(radii(legal)) and max(weight, 1 - weight) < 0.75


def moving(legal, last):
    """Positions of all channels of each pixel in which a legal frame differs from the last one."""
    plane = len(last) // 3
    pixels = {i % plane for y, _ in legal for i in range(len(last)) if y[i] != last[i]}
    return [channel * plane + pixel for channel in range(3) for pixel in sorted(pixels)]


def gradients(frame, size, pixels):
    """Squared differences of neighbours, right and below, of which at least one is among `pixels`."""
    total, plane = 0, size * size
    for channel in range(3):
        for i in range(plane):
            for other, inside in ((i + 1, i % size < size - 1), (i + size, i + size < plane)):
                if inside and (i in pixels or other in pixels):
                    total += (frame[channel * plane + i] - frame[channel * plane + other]) ** 2
    return total


def state_numbers(legal, last, samples):
    """{key: (sum, weight)} of one state; what a state says nothing about is left out."""
    count, modes = len(samples), range(len(legal))
    seen = [shown(sample, legal) for sample in samples]
    shares = [seen.count(m) / count for m in modes]
    valid = sum(shares)
    off = [abs(shares[m] - legal[m][1]) for m in modes]
    numbers = {"valid": (valid, 1), "tv": ((sum(off) + 1 - valid) / 2, 1)}
    if valid > 0:
        numbers["turn_tv"] = (sum(abs(shares[m] / valid - legal[m][1]) for m in modes) / 2, 1)
    if len(legal) == 2 and max(p for _, p in legal) <= 0.6:
        numbers["blend"] = (sum(is_blend(sample, legal) for sample in samples) / count, 1)
    asked = [m for m in modes if legal[m][1] * count >= 8]
    if asked:
        numbers["coverage"] = (sum(shares[m] >= legal[m][1] / 4 for m in asked) / len(asked), 1)

    to_truth = sum(p * math.dist(sample, y) for sample in samples for y, p in legal) / count
    among = [math.dist(a, b) for i, a in enumerate(samples) for b in samples[i + 1:]]
    numbers["energy_score"] = ((to_truth - sum(among) / len(among) / 2) / 255, 1)

    where = moving(legal, last)
    cut = [[frame[i] for i in where] for frame in samples]
    legal_cut = [([y[i] for i in where], p) for y, p in legal]
    error = sum(p * square(sample, y) for sample in cut for y, p in legal_cut) / count
    numbers["psnr_moving"] = (error, len(where))
    numbers["best_of_n"] = (sum(p * min(square(sample, y) for sample in cut) for y, p in legal_cut), len(where))
    mean = [sum(p * y[i] for y, p in legal_cut) for i in range(len(where))]
    variance = sum(p * square(y, mean) for y, p in legal_cut)
    numbers["mse_to_exact_mean"] = (square([sum(values) / count for values in zip(*cut)], mean), variance)

    size = math.isqrt(len(last) // 3)
    pixels = {i % (size * size) for i in where}
    wanted = sum(p * gradients(y, size, pixels) for y, p in legal)
    numbers["sharpness"] = (sum(gradients(sample, size, pixels) for sample in samples) / count / wanted, 1)
    return numbers


def numbers_of(states):
    """states: [(legal, last, samples), ...] -> {key: value}"""
    total = {}
    for state in states:
        for key, (value, weight) in state_numbers(*state).items():
            before = total.get(key, (0, 0))
            total[key] = (before[0] + value, before[1] + weight)
    values = {key: value / weight for key, (value, weight) in total.items()}
    values["psnr_moving"] = 10 * math.log10(255 * 255 / values["psnr_moving"])
    return values
