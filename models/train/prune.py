"""Pruning of a trained Keras 2 net: weights set to zero in place, or whole channels taken out."""

import numpy as np
import tensorflow_model_optimization as tfmot
import tf_keras

FINE_TUNE_EPOCHS = 3
PRUNE_EPOCHS = 4
GRADUAL_EPOCHS = 8  # a share that grows needs time to recover from each step
BATCH = 64
TRAIN_IMAGES = 8000
STEPS_AN_EPOCH = TRAIN_IMAGES // BATCH

sparsity = tfmot.sparsity.keras

# Two of every four weights (what sparse hardware wants), and any half, and a growing share of any.
prune_schedules = {
    "pruned-2-of-4": {"pruning_schedule": sparsity.ConstantSparsity(0.5, 0), "sparsity_m_by_n": (2, 4)},
    "pruned-constant": {"pruning_schedule": sparsity.ConstantSparsity(0.5, 0)},
    "pruned-polynomial": {
        "pruning_schedule": sparsity.PolynomialDecay(0.0, 0.75, 0, STEPS_AN_EPOCH * (GRADUAL_EPOCHS - 3)),
        "epochs": GRADUAL_EPOCHS,
    },
}


def fine_tune(
    net: tf_keras.Model, images: np.ndarray, labels: np.ndarray, epochs: int = FINE_TUNE_EPOCHS, callbacks: tuple = ()
) -> tf_keras.Model:
    """Trains a net that ends in logits a little further, in place, and returns it."""
    loss = tf_keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer=tf_keras.optimizers.Adam(5e-4), loss=loss)
    net.fit(images, labels, batch_size=BATCH, epochs=epochs, callbacks=list(callbacks), verbose=2)
    return net


def pruned(
    net: tf_keras.Model, images: np.ndarray, labels: np.ndarray, epochs: int = PRUNE_EPOCHS, **settings: object
) -> tf_keras.Model:
    """Returns the net with weights set to zero by `settings`, trained to do without them; its size is what it was."""
    wrapped = sparsity.prune_low_magnitude(net, **settings)
    fine_tune(wrapped, images, labels, epochs, (sparsity.UpdatePruningStep(),))
    return sparsity.strip_pruning(wrapped)


def keep_largest_channels(weights: list[np.ndarray], count: int) -> list[np.ndarray]:
    """Returns the weights of a net with the `count` filters of largest L1 norm, and the dense rows that read them."""
    kernel, bias, dense, dense_bias = weights
    kept = np.sort(np.argsort(np.abs(kernel).sum(axis=(0, 1, 2)))[-count:])
    rows = dense.reshape(-1, kernel.shape[-1], dense.shape[-1])[:, kept]
    return [kernel[..., kept], bias[kept], rows.reshape(-1, dense.shape[-1]), dense_bias]
