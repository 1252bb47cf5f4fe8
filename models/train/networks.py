"""The networks that `models/` bundles, with the settings each is trained by."""

from collections.abc import Callable
from dataclasses import dataclass

from keras import Sequential, layers

IMAGE_SHAPE = (28, 28, 1)
CLASSES = 10


@dataclass(frozen=True)
class Recipe:
    """What `train.py` needs to know of one task."""

    summary: str
    build: Callable[[], Sequential]
    outputs_logits: bool
    epochs: int
    seed: int


def mnist_cnn() -> Sequential:
    """One convolution, one pooling, one dense layer: 20,410 parameters, nearly all in the dense layer. Logits out."""
    return Sequential(
        [
            layers.Input(IMAGE_SHAPE),
            layers.Conv2D(12, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(CLASSES),
        ]
    )


def separable_block(channels: int, stride: int) -> list[layers.Layer]:
    """Depthwise 3x3 then pointwise 1x1, each normalised (folded into the weights on export) and rectified."""
    return [
        layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Conv2D(channels, 1, use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
    ]


def ds_cnn_small() -> Sequential:
    """A depthwise-separable net in the style of keyword-spotting DS-CNN: few parameters, work spread over layers."""
    return Sequential(
        [
            layers.Input(IMAGE_SHAPE),
            layers.Conv2D(16, 3, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
            *separable_block(32, stride=1),
            *separable_block(48, stride=2),
            *separable_block(64, stride=1),
            layers.GlobalAveragePooling2D(),
            layers.Dense(CLASSES),
            layers.Softmax(),
        ]
    )


RECIPES = {
    "mnist-cnn": Recipe(
        summary="28x28x1 -> Conv2D 12 3x3 valid + ReLU -> MaxPool 2x2 -> Flatten -> Dense 10",
        build=mnist_cnn,
        outputs_logits=True,
        epochs=12,
        seed=1,
    ),
    "ds-cnn-small": Recipe(
        summary="28x28x1 -> Conv2D 16 3x3 /2 -> 3 x (DepthwiseConv2D 3x3 + Conv2D 1x1 to 32, 48, 64; the second /2) "
        "-> GlobalAveragePool -> Dense 10 -> Softmax",
        build=ds_cnn_small,
        outputs_logits=False,
        epochs=20,
        seed=1,
    ),
}
