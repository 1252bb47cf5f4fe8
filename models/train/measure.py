"""Measures a .tflite file as `model.json` records it, with the LiteRT interpreter and its reference kernels."""

import hashlib

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType

WEIGHTED_OPS = ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED")


def open_model(model: bytes) -> Interpreter:
    """Returns an interpreter ready to run; the reference kernels are what microcontroller runtimes agree with."""
    interpreter = Interpreter(model_content=model, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    return interpreter


def accuracy(model: bytes, images: np.ndarray, labels: np.ndarray) -> float:
    """Returns the share of uint8 `images` classified as `labels`, quantised on the way in if the model is int8."""
    interpreter = open_model(model)
    source, target = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    inputs = images.astype(np.float32) / 255
    if source["dtype"] == np.int8:
        scale, zero_point = source["quantization"]
        inputs = np.clip(np.round(inputs / scale) + zero_point, -128, 127).astype(np.int8)
    hits = 0
    for image, label in zip(inputs, labels):
        interpreter.set_tensor(source["index"], image.reshape(source["shape"]))
        interpreter.invoke()
        hits += int(np.argmax(interpreter.get_tensor(target["index"])) == label)
    return hits / len(labels)


def describe_port(details: dict) -> dict:
    """Returns type, shape and (for int8) scale and zero point of an input or output."""
    port = {"type": np.dtype(details["dtype"]).name, "shape": [int(size) for size in details["shape"]]}
    scale, zero_point = details["quantization"]
    return port if scale == 0 else {**port, "scale": float(scale), "zeroPoint": int(zero_point)}


def describe_model(model: bytes) -> dict:
    """Returns size, hash, operators in order, deployed parameters (batch normalisation folded), input and output."""
    interpreter = open_model(model)
    ops = interpreter._get_ops_details()  # no public list of operators in this version
    shapes = {tensor["index"]: tensor["shape"] for tensor in interpreter.get_tensor_details()}
    weights = {index for op in ops if op["op_name"] in WEIGHTED_OPS for index in op["inputs"][1:] if index >= 0}
    return {
        "bytes": len(model),
        "sha256": hashlib.sha256(model).hexdigest(),
        "parameters": sum(int(np.prod(shapes[index])) for index in weights),
        "ops": [op["op_name"] for op in ops if op["op_name"] != "DELEGATE"],
        "input": describe_port(interpreter.get_input_details()[0]),
        "output": describe_port(interpreter.get_output_details()[0]),
    }
