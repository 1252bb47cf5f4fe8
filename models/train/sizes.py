"""How large a file is beside the float net as Keras saves it: what `model.json` says of compression."""

import gzip
import tempfile
from pathlib import Path
from typing import Protocol


class SavableNet(Protocol):
    """A net of Keras 2 or 3."""

    def save(self, path: str, *, include_optimizer: bool) -> None: ...


def h5_bytes(net: SavableNet) -> int:
    """Returns the bytes of the .h5 file that keeps the net for inference; they do not depend on its weights."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "float.h5"
        net.save(str(path), include_optimizer=False)
        return path.stat().st_size


def sizes(model: bytes, float_h5_bytes: int) -> dict:
    """Returns the gzipped size and how many times smaller than the float .h5 the file is, plain and gzipped."""
    packed = len(gzip.compress(model, mtime=0))
    return {
        "gzipBytes": packed,
        "float32H5Bytes": float_h5_bytes,
        "compressionOfH5": round(float_h5_bytes / len(model), 3),
        "gzipCompressionOfH5": round(float_h5_bytes / packed, 3),
    }
