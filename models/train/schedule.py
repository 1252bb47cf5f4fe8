"""Chooses how far a net is pruned without looking at the test images: by training images held out."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import tf_keras
from prune import fine_tune, growing_share, pruned

SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
EPOCHS = (4, 8)  # a share that grows needs time to recover from each step
HELD_OUT_IMAGES = 800
BASE_EPOCHS = 12  # of the net that is pruned: those of the mnist-cnn recipe
ALLOWED_LOSS = 0.005


@dataclass(frozen=True)
class Candidate:
    """A schedule, and the share of the held-out images that a net pruned by it classifies right."""

    share: float
    epochs: int
    accuracy: float


def choose_schedule(
    make_net: Callable[[], tf_keras.Sequential], images: np.ndarray, labels: np.ndarray
) -> tuple[Candidate, dict]:
    """Returns the largest share of zeros, and for it the fewest epochs, that cost at most `ALLOWED_LOSS` on the last
    `HELD_OUT_IMAGES` against the unpruned net, and what model.json says of the choice.

    The unpruned net is trained here: the bundled one has seen the images that are held out.
    """
    seen, seen_labels = images[:-HELD_OUT_IMAGES], labels[:-HELD_OUT_IMAGES]

    def held_out_accuracy(net: tf_keras.Model) -> float:
        answers = net.predict(images[-HELD_OUT_IMAGES:], verbose=0).argmax(axis=1)
        return float(np.mean(answers == labels[-HELD_OUT_IMAGES:]))

    base = fine_tune(make_net(), seen, seen_labels, BASE_EPOCHS, learning_rate=1e-3)
    weights = base.get_weights()

    def measure(share: float, epochs: int) -> Candidate:
        net = make_net()
        net.set_weights(weights)
        settings = growing_share(share, epochs, len(seen))
        return Candidate(share, epochs, held_out_accuracy(pruned(net, seen, seen_labels, **settings)))

    unpruned = held_out_accuracy(base)
    candidates = [measure(share, epochs) for share in SHARES for epochs in EPOCHS]
    good = [candidate for candidate in candidates if candidate.accuracy >= unpruned - ALLOWED_LOSS]
    if not good:
        raise ValueError(f"no schedule keeps {unpruned:.2%} of the held-out images within {ALLOWED_LOSS:.2%}")
    chosen = max(good, key=lambda candidate: (candidate.share, -candidate.epochs))
    record = {
        "heldOutImages": HELD_OUT_IMAGES,
        "allowedLoss": ALLOWED_LOSS,
        "unprunedAccuracy": unpruned,
        "chosen": {"share": chosen.share, "epochs": chosen.epochs},
        "candidates": [asdict(candidate) for candidate in candidates],
    }
    return chosen, record
