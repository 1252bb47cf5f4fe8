"""Trains one bundled network and writes its folder: `python models/train/train.py mnist-cnn`.

Reads MNIST from IDX files (see README.md), writes its .tflite files and model.json.
"""

import argparse
import json
import platform
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from distil import distil
from export import to_float32, to_int8
from idx import Digits, add_data_option, open_digits, with_moved_images
from measure import accuracy, describe_model
from networks import RECIPES, Recipe
from sizes import h5_bytes, sizes

REPOSITORY = Path(__file__).resolve().parents[2]
CALIBRATION_IMAGES = 500
TOOLS = ("tensorflow-cpu", "keras", "numpy", "ai-edge-litert")


def make_repeatable(seed: int) -> None:
    """Seeds every generator and gives up the parallel reductions whose order changes sums."""
    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)


def pixels(images: np.ndarray, net: keras.Model) -> np.ndarray:
    """Returns uint8 images as the net takes them: 0..1, in its shape."""
    return images.reshape(-1, *net.input_shape[1:]) / np.float32(255)


def fit(recipe: Recipe, net: keras.Model, digits: Digits) -> keras.Model:
    """Trains a net that ends in logits on the training half, and returns it; the test half is not looked at."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    net.fit(pixels(digits.train_images, net), digits.train_labels, batch_size=64, epochs=recipe.epochs, verbose=2)
    return net


def train(recipe: Recipe, build: Callable[[], keras.Sequential], digits: Digits) -> tuple[keras.Model, keras.Model | None]:
    """Returns a trained net as it is exported, and its teacher where the recipe has one."""
    teacher = None if recipe.teacher is None else fit(recipe, recipe.teacher(), digits)
    student = build()
    net = fit(recipe, student, digits) if teacher is None else distil(recipe, student, teacher, digits)
    if recipe.outputs_logits:
        return net, teacher
    shape = keras.layers.Input(net.input_shape[1:])
    return keras.Sequential([shape, *net.layers, keras.layers.Softmax()]), teacher


def variant_record(name: str, model: bytes, float_h5_bytes: int, digits: Digits) -> dict:
    """Returns the model.json entry of one exported file."""
    measured = {"accuracy": accuracy(model, digits.test_images, digits.test_labels)}
    described = {**describe_model(model), **sizes(model, float_h5_bytes)}
    return {"variant": name, "file": f"{name}.tflite", **measured, **described}


def write_task(task: str, recipe: Recipe, digits: Digits, folder: Path) -> dict:
    """Trains, exports and measures one task into `folder`; returns what model.json says."""
    exports: dict[str, bytes] = {}
    float_h5_bytes: dict[str, int] = {}
    teachers: list[float] = []
    for prefix, build in recipe.builds.items():
        make_repeatable(recipe.seed)
        net, teacher = train(recipe, build, digits)
        calibration = pixels(digits.train_images[:CALIBRATION_IMAGES], net)
        makers = {"float32": lambda: to_float32(net), "ptq-int8": lambda: to_int8(net, calibration)}
        exports |= {f"{prefix}{name}": makers[name]() for name in recipe.exports}
        float_h5_bytes |= {f"{prefix}{name}": h5_bytes(net) for name in recipe.exports}
        if teacher is not None:
            teachers.append(accuracy(to_float32(teacher), digits.test_images, digits.test_labels))
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in exports.items():
        (folder / f"{name}.tflite").write_bytes(model)
    record = {
        "task": task,
        "network": recipe.summary,
        "data": {
            "name": "MNIST",
            "trainImages": len(digits.train_images),
            "testImages": len(digits.test_images),
            "calibrationImages": CALIBRATION_IMAGES,
        },
        "training": {
            "command": f"python models/train/train.py {task}",
            "seed": recipe.seed,
            "epochs": recipe.epochs,
            **({"teacherAccuracy": teachers[0]} if teachers else {}),
        },
        "variants": [
            variant_record(name, model, float_h5_bytes[name], digits) for name, model in exports.items()
        ],
        "tools": {"python": platform.python_version(), **{tool: version(tool) for tool in TOOLS}},
    }
    (folder / "model.json").write_text(json.dumps(record, indent=2) + "\n")
    return record


def parse_arguments() -> argparse.Namespace:
    """Returns the task, the folder of the IDX files and the folder to write to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=sorted(RECIPES))
    add_data_option(parser)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models", help="the task's folder is made in here")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    recipe = RECIPES[arguments.task]
    digits = open_digits(arguments.data)
    if recipe.is_augmented:
        digits = with_moved_images(digits)
    record = write_task(arguments.task, recipe, digits, arguments.out / arguments.task)
    for variant in record["variants"]:
        print(f"{variant['file']}: {variant['accuracy']:.2%} of test images, {variant['bytes']} bytes")


if __name__ == "__main__":
    main()
