"""The networks that `models/` bundles, with the settings each is trained by."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from keras import Sequential, layers

IMAGE_SHAPE = (28, 28, 1)
CLASSES = 10


@dataclass(frozen=True)
class Recipe:
    """What `train.py` needs to know of one task."""

    summary: str
    # By what stands before the variant's name in the file's: nothing for a task with one network.
    builds: dict[str, Callable[[], Sequential]]
    exports: tuple[str, ...]
    outputs_logits: bool
    epochs: int
    seed: int
    teacher: Callable[[], Sequential] | None = None
    # Also trained on every image moved by a pixel up, down, left and right.
    is_augmented: bool = False


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


def mnist_dense(width: int) -> Sequential:
    """784 -> tanh -> width -> ReLU -> 10, the network of the ATmega4809 figures in docs/accuracy.md. Logits out."""
    return Sequential(
        [
            layers.Input((IMAGE_SHAPE[0] * IMAGE_SHAPE[1],)),
            layers.Activation("tanh"),
            layers.Dense(width, activation="relu"),
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


def ds_cnn(first: int, channels: tuple[int, int, int]) -> Sequential:
    """A depthwise-separable net in the style of keyword-spotting DS-CNN: few parameters, work spread over layers."""
    one, two, three = channels
    return Sequential(
        [
            layers.Input(IMAGE_SHAPE),
            layers.Conv2D(first, 3, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
            *separable_block(one, stride=1),
            *separable_block(two, stride=2),
            *separable_block(three, stride=1),
            layers.GlobalAveragePooling2D(),
            layers.Dense(CLASSES),
        ]
    )


RECIPES = {
    "mnist-cnn": Recipe(
        summary="28x28x1 -> Conv2D 12 3x3 valid + ReLU -> MaxPool 2x2 -> Flatten -> Dense 10",
        builds={"": mnist_cnn},
        exports=("float32", "ptq-int8"),
        outputs_logits=True,
        epochs=12,
        seed=1,
    ),
    "ds-cnn-small": Recipe(
        summary="28x28x1 -> Conv2D 16 3x3 /2 -> 3 x (DepthwiseConv2D 3x3 + Conv2D 1x1 to 32, 48, 64; the second /2) "
        "-> GlobalAveragePool -> Dense 10 -> Softmax, distilled from a net of twice the channels",
        builds={"": partial(ds_cnn, 16, (32, 48, 64))},
        exports=("float32", "ptq-int8"),
        outputs_logits=False,
        epochs=20,
        seed=1,
        teacher=partial(ds_cnn, 32, (64, 96, 128)),
    ),
    "mnist-dense": Recipe(
        summary="784 -> tanh -> Dense 8, 32 or 40 + ReLU -> Dense 10 -> Softmax",
        builds={f"w{width}-": partial(mnist_dense, width) for width in (8, 32, 40)},
        exports=("float32",),
        outputs_logits=False,
        epochs=30,
        seed=1,
        is_augmented=True,
    ),
}
