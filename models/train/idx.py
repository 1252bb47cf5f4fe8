"""Reads MNIST digits: IDX files of the project's 10,000-image split or of the public 70,000, or a download of these."""

import argparse
import gzip
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

IMAGES_MAGIC = 0x00000803  # unsigned byte, three dimensions
LABELS_MAGIC = 0x00000801  # unsigned byte, one dimension
PUBLIC = "public"  # instead of a folder
DEFAULT_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TEST_PREFIXES = ("test", "t10k")  # the split's spelling and the public set's


@dataclass(frozen=True)
class Digits:
    """Grey images as uint8 [count, 28, 28, 1], 0 = background, and their labels 0..9."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def read_idx(path: Path, magic: int) -> np.ndarray:
    """Returns the bytes of one IDX file (gzipped or not) in its shape; ValueError if it is of another kind or length."""
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    found = int.from_bytes(raw[:4], "big")
    if found != magic:
        raise ValueError(f"{path}: IDX magic is {found:#010x}, expected {magic:#010x}")
    dimensions = magic & 0xFF
    shape = np.frombuffer(raw, ">u4", dimensions, offset=4).astype(int)
    values = np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions)
    if values.size != shape.prod():
        raise ValueError(f"{path}: {values.size} values, but the header promises {shape.prod()}")
    return values.reshape(shape)


def find_file(folder: Path, prefixes: tuple[str, ...], kind: str) -> Path:
    """Returns the one file in `folder` of that split and kind; FileNotFoundError with the patterns tried otherwise."""
    patterns = [f"*{prefix}-{kind}*ubyte*" for prefix in prefixes]
    found = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    if len(found) != 1:
        raise FileNotFoundError(f"{folder}: expected one file like {' or '.join(patterns)}, found {len(found)}")
    return found[0]


def load_digits(folder: Path) -> Digits:
    """Returns both halves of the MNIST files in `folder`."""

    def half(prefixes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        images = read_idx(find_file(folder, prefixes, "images-idx3"), IMAGES_MAGIC)
        labels = read_idx(find_file(folder, prefixes, "labels-idx1"), LABELS_MAGIC)
        if len(images) != len(labels):
            raise ValueError(f"{folder}: {len(images)} images but {len(labels)} labels")
        return images[..., np.newaxis], labels

    return Digits(*half(("train",)), *half(TEST_PREFIXES))


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--data`, which `open_digits` takes."""
    help_text = f"folder of IDX files, or `{PUBLIC}`: MNIST, downloaded"
    parser.add_argument("--data", default=str(DEFAULT_DATA), help=help_text)


def open_digits(source: str) -> Digits:
    """Returns the digits in a folder of IDX files, or for `public` the 70,000, which Keras downloads once and keeps."""
    if source != PUBLIC:
        return load_digits(Path(source))
    from keras.datasets import mnist  # who has a folder needs no network, and no Keras

    (train_images, train_labels), (test_images, test_labels) = mnist.load_data()
    return Digits(train_images[..., np.newaxis], train_labels, test_images[..., np.newaxis], test_labels)


def with_moved_images(digits: Digits) -> Digits:
    """Returns the set with every training image five times: as it is, and moved by a pixel in each direction."""
    moves = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1))
    images = [np.roll(digits.train_images, move, axis=(1, 2)) for move in moves]
    labels = np.tile(digits.train_labels, len(moves))
    return replace(digits, train_images=np.concatenate(images), train_labels=labels)
