"""Writes goldens.json: what TensorFlow Lite Micro (PyPI tflite-micro) answers to the inputs of inputs.py, or, where it
cannot run the model, LiteRT's reference kernels (PyPI ai-edge-litert), which the format's arithmetic is defined by.

    python make_goldens.py [SHARED_MODELS]

Covers models/*.tflite beside this file (written by single_op_models.py), the bundled models of the repository, and,
by name only, the files of SHARED_MODELS (default ../shared/models beside the repository).
"""

import base64
import hashlib
import json
import pathlib
import sys

from ai_edge_litert import interpreter as litert
from ai_edge_litert import schema_py_generated as tfl
from tflite_micro.python.tflite_micro import runtime

from inputs import input_bytes

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
ARENA_BYTES = 1 << 21
# tflite-micro does not quantise float to uint8.
LITERT_MODELS = {"quantize-float32-uint8.tflite"}
# CMSIS-NN's kernels take symmetric weights only.
REFERENCE_ONLY_MODELS = {"fully_connected-weights-zero-point-int8.tflite"}
# Of the bundled networks one of each kind: the other variants differ in their weights alone.
BUNDLED_MODELS = {"float32.tflite", "ptq-int8.tflite", "w8-float32.tflite"}
# Operators the firmware refuses: refusals.test.ts has them.
UNSUPPORTED_MODELS = {"fmnist_model_quant8_dynR.tflite", "keyword_scrambled_8bit.tflite"}
WHOLE_NETWORK_INFERENCES = 20
SINGLE_OP_INFERENCES = 4


class Micro:
    """TensorFlow Lite Micro."""

    def __init__(self, model):
        graph = tfl.Model.GetRootAs(model).Subgraphs(0)
        self._interpreter = runtime.Interpreter.from_bytes(model, arena_size=ARENA_BYTES)
        self.inputs = _details(map(self._interpreter.get_input_details, range(graph.InputsLength())))
        self.outputs = _details(map(self._interpreter.get_output_details, range(graph.OutputsLength())))

    def run(self, arrays):
        for index, array in enumerate(arrays):
            self._interpreter.set_input(array, index)
        self._interpreter.invoke()
        return b"".join(self._interpreter.get_output(index).tobytes() for index in range(len(self.outputs)))


class Lite:
    """LiteRT with its reference kernels."""

    def __init__(self, model):
        resolver = litert.OpResolverType.BUILTIN_REF
        self._interpreter = litert.Interpreter(model_content=model, experimental_op_resolver_type=resolver)
        self._interpreter.allocate_tensors()
        self.inputs = _details(self._interpreter.get_input_details())
        self.outputs = _details(self._interpreter.get_output_details())

    def run(self, arrays):
        for detail, array in zip(self._interpreter.get_input_details(), arrays):
            self._interpreter.set_tensor(detail["index"], array)
        self._interpreter.invoke()
        indices = [detail["index"] for detail in self._interpreter.get_output_details()]
        return b"".join(self._interpreter.get_tensor(index).tobytes() for index in indices)


def _details(found):
    """Shapes and types of a graph's inputs or outputs."""
    return [(tuple(detail["shape"]), detail["dtype"]) for detail in found]


def golden(path, name, inferences):
    model = path.read_bytes()
    oracle = (Lite if path.name in LITERT_MODELS else Micro)(model)
    answers = [oracle.run(input_bytes(oracle.inputs, inference)) for inference in range(inferences)]
    return {
        "model": name,
        "kernels": ["reference"] if path.name in REFERENCE_ONLY_MODELS else ["reference", "cmsis-nn"],
        "sha256": hashlib.sha256(model).hexdigest(),
        "inputs": [{"type": _type_name(dtype), "elements": _elements(shape)} for shape, dtype in oracle.inputs],
        "outputType": _type_name(oracle.outputs[0][1]),
        "inferences": inferences,
        "outputs": base64.b64encode(b"".join(answers)).decode(),
    }


def _type_name(dtype):
    return getattr(dtype, "__name__", str(dtype))


def _elements(shape):
    count = 1
    for size in shape:
        count *= int(size)
    return count


def main(shared):
    cases = [golden(path, f"sim-tests/kernels/models/{path.name}", SINGLE_OP_INFERENCES)
             for path in sorted(HERE.glob("models/*.tflite"))]
    cases += [golden(path, path.relative_to(ROOT).as_posix(), WHOLE_NETWORK_INFERENCES)
              for path in sorted(ROOT.glob("models/*/*.tflite")) if path.name in BUNDLED_MODELS]
    cases += [golden(path, f"../shared/models/{path.relative_to(shared).as_posix()}", WHOLE_NETWORK_INFERENCES)
              for path in sorted(shared.glob("*/*.tflite")) if path.name not in UNSUPPORTED_MODELS]
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    (HERE / "goldens.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "models")
