"""Pruning of a trained Keras 2 net: weights set to zero in place, or whole channels taken out."""

import numpy as np
import tensorflow_model_optimization as tfmot
import tf_keras

FINE_TUNE_EPOCHS = 3
PRUNE_EPOCHS = 4
LEARNING_RATE = 5e-4
BATCH = 64

sparsity = tfmot.sparsity.keras

# Two of every four weights (what sparse hardware wants), and any half.
constant_schedules = {
    "pruned-2-of-4": {"pruning_schedule": sparsity.ConstantSparsity(0.5, 0), "sparsity_m_by_n": (2, 4)},
    "pruned-constant": {"pruning_schedule": sparsity.ConstantSparsity(0.5, 0)},
}


def growing_share(share: float, epochs: int, image_count: int) -> dict:
    """Returns the settings by which zeros grow to `share` of the weights over five eighths of the epochs."""
    last_step = image_count // BATCH * epochs * 5 // 8
    return {"pruning_schedule": sparsity.PolynomialDecay(0.0, share, 0, last_step), "epochs": epochs}


def fine_tune(
    net: tf_keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int = FINE_TUNE_EPOCHS,
    callbacks: tuple = (),
    learning_rate: float = LEARNING_RATE,
) -> tf_keras.Model:
    """Trains a net that ends in logits a little further, in place, and returns it."""
    loss = tf_keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer=tf_keras.optimizers.Adam(learning_rate), loss=loss)
    net.fit(images, labels, batch_size=BATCH, epochs=epochs, callbacks=list(callbacks), verbose=2)
    return net


def pruned(
    net: tf_keras.Model, images: np.ndarray, labels: np.ndarray, epochs: int = PRUNE_EPOCHS, **settings: object
) -> tf_keras.Model:
    """Returns the net with weights set to zero by `settings`, trained to do without them; its size is what it was."""
    wrapped = sparsity.prune_low_magnitude(net, **settings)
    fine_tune(wrapped, images, labels, epochs, callbacks=(sparsity.UpdatePruningStep(),))
    return sparsity.strip_pruning(wrapped)


def keep_largest_channels(weights: list[np.ndarray], count: int) -> list[np.ndarray]:
    """Returns the weights of a net with the `count` filters of largest L1 norm, and the dense rows that read them."""
    kernel, bias, dense, dense_bias = weights
    kept = np.sort(np.argsort(np.abs(kernel).sum(axis=(0, 1, 2)))[-count:])
    rows = dense.reshape(-1, kernel.shape[-1], dense.shape[-1])[:, kept]
    return [kernel[..., kept], bias[kept], rows.reshape(-1, dense.shape[-1]), dense_bias]
