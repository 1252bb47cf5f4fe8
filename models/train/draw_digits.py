"""Draws digits from scratch, so that accuracy can be shown anywhere: `python models/train/draw_digits.py`.

Each digit is a few strokes, turned, sheared, scaled and shaken at random (seeded), drawn with a soft round pen and centred
as MNIST's are. Writes IDX files of 28x28 grey pictures. They are drawn, not written: accuracy on them says that a pipeline
works, and not how good a network is at handwriting.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[2]
SEED = 1
EACH = 40
SIZE = 28


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[tuple[float, float]]:
    """Returns points of an ellipse from one angle to another, in degrees; 0 is right, 90 is down."""
    angles = np.radians(np.linspace(start, end, 14))
    return [(x + rx * np.cos(angle), y + ry * np.sin(angle)) for angle in angles]


# Strokes in a box of -1..1, x to the right and y down.
STROKES: dict[int, list[list[tuple[float, float]]]] = {
    0: [arc(0, 0, 0.6, 0.95, -90, 270)],
    1: [[(-0.25, -0.6), (0.1, -0.95), (0.1, 0.95)]],
    2: [[*arc(0, -0.45, 0.55, 0.5, 190, 380), (-0.6, 0.95), (0.65, 0.95)]],
    3: [[*arc(-0.05, -0.48, 0.5, 0.45, 210, 450), *arc(-0.05, 0.45, 0.58, 0.5, 270, 510)]],
    4: [[(0.25, 0.95), (0.25, -0.95), (-0.65, 0.35), (0.65, 0.35)]],
    5: [[(0.55, -0.95), (-0.45, -0.95), (-0.5, -0.1), *arc(-0.05, 0.38, 0.58, 0.55, 230, 500)]],
    6: [[(0.4, -0.95), *arc(0.35, 0.35, 0.9, 1.2, 240, 185), *arc(0, 0.42, 0.55, 0.52, 180, 540)]],
    7: [[(-0.6, -0.95), (0.6, -0.95), (-0.15, 0.95)]],
    8: [[*arc(0, -0.48, 0.45, 0.45, 90, 450), *arc(0, 0.48, 0.55, 0.48, -90, 270)]],
    9: [[*arc(0, -0.42, 0.52, 0.5, 0, 360), (0.48, 0.1), (0.3, 0.95)]],
}


def bend(stroke: list[tuple[float, float]], rng: np.random.Generator, transform: np.ndarray) -> np.ndarray:
    """Returns the points of a stroke after `transform` and a little trembling."""
    return np.asarray(stroke) @ transform.T + rng.normal(0, 0.025, (len(stroke), 2))


def distance_to(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Returns how far points are from a line between two points."""
    along = end - start
    share = np.clip((points - start) @ along / max(float(along @ along), 1e-9), 0, 1)
    return np.linalg.norm(points - (start + share[..., np.newaxis] * along), axis=-1)


def draw(digit: int, rng: np.random.Generator) -> np.ndarray:
    """Returns one digit as uint8 pixels, ink 255, with its centre of mass in the middle."""
    turn, shear = rng.normal(0, 0.12), rng.normal(0.1, 0.12)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    transform = rotation @ np.array([[rng.uniform(0.85, 1.1), -shear], [0, rng.uniform(0.9, 1.05)]]) * 9.5
    lines = [bend(stroke, rng, transform) for stroke in STROKES[digit]]
    axis = np.arange(SIZE) - (SIZE - 1) / 2
    pixels = np.stack(np.meshgrid(axis, axis), axis=-1)
    radius = rng.uniform(0.9, 1.5)

    def ink(shift: np.ndarray) -> np.ndarray:
        distances = [distance_to(pixels, a + shift, b + shift) for line in lines for a, b in zip(line, line[1:])]
        return np.clip(1.3 - (np.min(distances, axis=0) - radius) / 1.1, 0, 1)

    first = ink(np.zeros(2))
    centre = (first[..., np.newaxis] * pixels).sum(axis=(0, 1)) / first.sum()
    return np.round(ink(-centre) * 255).astype(np.uint8)


def write_idx(path: Path, values: np.ndarray) -> None:
    """Writes unsigned bytes as a packed IDX file, the same bytes every time."""
    header = bytes([0, 0, 8, values.ndim]) + b"".join(size.to_bytes(4, "big") for size in values.shape)
    path.write_bytes(gzip.compress(header + values.tobytes(), mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "examples" / "digits" / "drawn")
    arguments = parser.parse_args()
    rng = np.random.default_rng(SEED)
    labels = rng.permutation(np.repeat(np.arange(10, dtype=np.uint8), EACH))
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_idx(arguments.out / "images-idx3-ubyte.gz", np.stack([draw(int(label), rng) for label in labels]))
    write_idx(arguments.out / "labels-idx1-ubyte.gz", labels)


if __name__ == "__main__":
    main()
