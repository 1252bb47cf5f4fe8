"""Compresses the bundled mnist-cnn in every usual way: `python models/train/compress.py`.

Starts from the weights of models/mnist-cnn/float32.tflite, so that variants differ by their compression alone. Writes one
.tflite a variant and adds them to model.json. TensorFlow's model-optimisation toolkit works on Keras 2, which the
package tf-keras keeps alive.
"""

import argparse
import json
import os
from importlib.metadata import version
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"

import numpy as np
import tensorflow as tf
import tensorflow_model_optimization as tfmot
import tf_keras
from idx import Digits, add_data_option, open_digits
from measure import accuracy, describe_model, open_model
from prune import constant_schedules, fine_tune, growing_share, keep_largest_channels, pruned
from schedule import Candidate, choose_schedule
from sizes import h5_bytes, sizes

REPOSITORY = Path(__file__).resolve().parents[2]
TASK = "mnist-cnn"
SEED = 1
CALIBRATION_IMAGES = 500
KEPT_CHANNELS = 6
TOOLS = ("tensorflow-model-optimization", "tf-keras")


def make_net(channels: int) -> tf_keras.Sequential:
    """Returns the net of `networks.mnist_cnn` with `channels` filters, in Keras 2."""
    return tf_keras.Sequential(
        [
            tf_keras.layers.Input((28, 28, 1)),
            tf_keras.layers.Conv2D(channels, 3, activation="relu"),
            tf_keras.layers.MaxPooling2D(2),
            tf_keras.layers.Flatten(),
            tf_keras.layers.Dense(10),
        ]
    )


def read_weights(model: bytes) -> list[np.ndarray]:
    """Returns kernel and bias of the convolution and of the dense layer of a float .tflite, in Keras's axis order."""
    interpreter = open_model(model)
    ops = {op["op_name"]: op["inputs"] for op in interpreter._get_ops_details()}  # no public list of operators
    convolution, dense = (
        [interpreter.get_tensor(index).copy() for index in ops[name][1:3]] for name in ("CONV_2D", "FULLY_CONNECTED")
    )
    return [convolution[0].transpose(1, 2, 3, 0), convolution[1], dense[0].T, dense[1]]


def converter_of(net: tf_keras.Model) -> tf.lite.TFLiteConverter:
    """Returns a converter for one image a call: a batch left open would put shape arithmetic into the graph."""
    single = tf.function(net).get_concrete_function(tf.TensorSpec((1, 28, 28, 1), tf.float32))
    return tf.lite.TFLiteConverter.from_concrete_functions([single], net)


def to_float(net: tf_keras.Model, weight_type: tf.DType | None = None, optimize: bool = False) -> bytes:
    """Returns a .tflite with float activations: plain, with float16 weights, or (`optimize` alone) dynamic range."""
    converter = converter_of(net)
    if optimize:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if weight_type is not None:
        converter.target_spec.supported_types = [weight_type]
    return converter.convert()


def to_int8(net: tf_keras.Model, calibration_images: np.ndarray | None = None) -> bytes:
    """Returns the net with int8 input, output and weights; a net trained for it knows its own ranges."""
    converter = converter_of(net)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if calibration_images is not None:
        converter.representative_dataset = lambda: ([image[np.newaxis]] for image in calibration_images)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int8
    converter.inference_output_type = tf.int8
    return converter.convert()


def choose_growth(channels: int, digits: Digits) -> tuple[Candidate, dict]:
    """Returns the schedule of the variant whose share of zeros grows, and model.json's record of the choice."""

    def start() -> tf_keras.Sequential:
        tf_keras.utils.set_random_seed(SEED)
        return make_net(channels)

    choice = choose_schedule(start, digits.train_images / np.float32(255), digits.train_labels)
    # Names of layers are counted, and reach the files: the variants count from the start.
    tf_keras.backend.clear_session()
    return choice


def make_variants(weights: list[np.ndarray], digits: Digits, growth: Candidate) -> dict[str, tuple[bytes, int]]:
    """Returns every variant's .tflite file and the parameters that Keras counts for its net."""
    images = digits.train_images / np.float32(255)

    def start(channels: int = len(weights[1])) -> tf_keras.Sequential:
        tf_keras.utils.set_random_seed(SEED)
        net = make_net(channels)
        net.set_weights(weights if channels == len(weights[1]) else keep_largest_channels(weights, channels))
        return net

    def tuned(net: tf_keras.Model) -> tf_keras.Model:
        return fine_tune(net, images, digits.train_labels)

    calibration = images[:CALIBRATION_IMAGES]
    whole = start()
    growing = growing_share(growth.share, growth.epochs, len(images))
    schedules = {**constant_schedules, "pruned-polynomial": growing}
    sparse = {name: pruned(start(), images, digits.train_labels, **settings) for name, settings in schedules.items()}
    narrow = tuned(start(KEPT_CHANNELS))
    annotated = tfmot.quantization.keras.quantize_annotate_model(sparse["pruned-constant"])
    keeps_zeros = tfmot.experimental.combine.Default8BitPrunePreserveQuantizeScheme()
    files = {
        "float16": to_float(whole, tf.float16, optimize=True),
        "dynamic-range": to_float(whole, optimize=True),
        "qat-int8": to_int8(tuned(tfmot.quantization.keras.quantize_model(start()))),
        **{name: to_float(net) for name, net in sparse.items()},
        "pruned-qat-int8": to_int8(tuned(tfmot.quantization.keras.quantize_apply(annotated, keeps_zeros))),
        "channels-6-float32": to_float(narrow),
        "channels-6-ptq-int8": to_int8(narrow, calibration),
    }
    counts = {name: (narrow if name.startswith("channels-6") else whole).count_params() for name in files}
    return {name: (model, counts[name]) for name, model in files.items()}


def zero_share(model: bytes) -> float:
    """Returns the share of convolution and dense weights that are zero as the file stores them."""
    interpreter = open_model(model)
    ops = interpreter._get_ops_details()
    # float16 weights are made float32 when the net runs: before that there is nothing at the other end.
    stored = {op["outputs"][0]: op["inputs"][0] for op in ops if op["op_name"] == "DEQUANTIZE"}
    names = ("CONV_2D", "FULLY_CONNECTED")
    kernels = [stored.get(op["inputs"][1], op["inputs"][1]) for op in ops if op["op_name"] in names]
    values = np.concatenate([interpreter.get_tensor(index).ravel() for index in kernels])
    return float(np.mean(values == 0))


def update_record(
    folder: Path, variants: dict[str, tuple[bytes, int]], float_h5_bytes: int, digits: Digits, growth: dict
) -> dict:
    """Returns model.json with the new variants behind the two of train.py, all with their sizes."""
    record = json.loads((folder / "model.json").read_text())
    trained = [entry for entry in record["variants"] if entry["variant"] in ("float32", "ptq-int8")]
    record["variants"] = [
        {**entry, **sizes((folder / entry["file"]).read_bytes(), float_h5_bytes)} for entry in trained
    ] + [
        {
            "variant": name,
            "file": f"{name}.tflite",
            "accuracy": accuracy(model, digits.test_images, digits.test_labels),
            **describe_model(model),
            "kerasParameters": keras_parameters,
            "zeroWeightShare": zero_share(model),
            **sizes(model, float_h5_bytes),
        }
        for name, (model, keras_parameters) in variants.items()
    ]
    record["compression"] = {"command": "python models/train/compress.py", "seed": SEED, "pruned-polynomial": growth}
    record["tools"] = {**record["tools"], **{tool: version(tool) for tool in TOOLS}}
    return record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_data_option(parser)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / TASK, help="folder with train.py's files")
    arguments = parser.parse_args()
    tf.config.experimental.enable_op_determinism()
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    digits = open_digits(arguments.data)
    weights = read_weights((arguments.out / "float32.tflite").read_bytes())
    growth, growth_record = choose_growth(len(weights[1]), digits)
    variants = make_variants(weights, digits, growth)
    float_h5_bytes = h5_bytes(make_net(len(weights[1])))
    record = update_record(arguments.out, variants, float_h5_bytes, digits, growth_record)
    for name, (model, _) in variants.items():
        (arguments.out / f"{name}.tflite").write_bytes(model)
    (arguments.out / "model.json").write_text(json.dumps(record, indent=2) + "\n")
    for entry in record["variants"]:
        print(f"{entry['variant']:22}{entry['accuracy']:8.4f}{entry['bytes']:8} B{entry['gzipBytes']:8} B gzipped")


if __name__ == "__main__":
    main()
