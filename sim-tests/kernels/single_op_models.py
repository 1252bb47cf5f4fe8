"""Writes models/*.tflite: one operator each, weights from a seeded generator, one file for every parameter that a
kernel or its preparation treats differently. Needs ai-edge-litert (for the schema), flatbuffers and numpy.
"""

import pathlib
import zlib

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as tfl

FOLDER = pathlib.Path(__file__).parent / "models"
SAME, VALID = tfl.Padding.SAME, tfl.Padding.VALID
NONE, RELU, RELU6, RELU_N1_TO_1 = (
    tfl.ActivationFunctionType.NONE,
    tfl.ActivationFunctionType.RELU,
    tfl.ActivationFunctionType.RELU6,
    tfl.ActivationFunctionType.RELU_N1_TO_1,
)
TYPES = {
    "float32": (tfl.TensorType.FLOAT32, np.float32),
    "int8": (tfl.TensorType.INT8, np.int8),
    "uint8": (tfl.TensorType.UINT8, np.uint8),
    "int32": (tfl.TensorType.INT32, np.int32),
}


class T:
    """A tensor: `data` makes it a constant, `scale` (one or many, along `axis`) quantised."""

    def __init__(self, kind, shape, scale=None, zero=0, data=None, axis=0):
        self.kind, self.shape, self.scale, self.zero, self.data, self.axis = kind, list(shape), scale, zero, data, axis


def write(name, operator, options_type, options, inputs, outputs):
    """Writes models/NAME.tflite; None among `inputs` is an optional input that is left out."""
    model, graph = tfl.ModelT(), tfl.SubGraphT()
    model.version, model.buffers, model.subgraphs = 3, [tfl.BufferT()], [graph]
    graph.tensors = []
    tensors = [tensor for tensor in inputs + outputs if tensor is not None]
    for tensor in tensors:
        graph.tensors.append(_tensor(model, tensor))
    indices = [-1 if tensor is None else tensors.index(tensor) for tensor in inputs]
    graph.inputs = [tensors.index(tensor) for tensor in inputs if tensor is not None and tensor.data is None]
    graph.outputs = [tensors.index(tensor) for tensor in outputs]
    code = tfl.OperatorCodeT()
    code.builtinCode = getattr(tfl.BuiltinOperator, operator)
    code.deprecatedBuiltinCode = min(code.builtinCode, 127)
    code.version = 1
    model.operatorCodes = [code]
    op = tfl.OperatorT()
    op.opcodeIndex, op.inputs, op.outputs = 0, indices, graph.outputs
    if options is not None:
        op.builtinOptionsType, op.builtinOptions = getattr(tfl.BuiltinOptions, options_type), options
    graph.operators = [op]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    (FOLDER / f"{name}.tflite").write_bytes(bytes(builder.Output()))


def _tensor(model, tensor):
    out = tfl.TensorT()
    out.shape, out.type, out.buffer = tensor.shape, TYPES[tensor.kind][0], 0
    if tensor.data is not None:
        buffer = tfl.BufferT()
        buffer.data = np.frombuffer(tensor.data.tobytes(), dtype=np.uint8)
        model.buffers.append(buffer)
        out.buffer = len(model.buffers) - 1
    if tensor.scale is not None:
        scales = np.atleast_1d(np.asarray(tensor.scale, dtype=np.float32))
        quantization = tfl.QuantizationParametersT()
        quantization.scale = scales
        quantization.zeroPoint = np.full(len(scales), tensor.zero, dtype=np.int64)
        quantization.quantizedDimension = tensor.axis
        out.quantization = quantization
    return out


def options(kind, **fields):
    result = getattr(tfl, kind + "T")()
    for field, value in fields.items():
        assert hasattr(result, field), field
        setattr(result, field, value)
    return result


def generator(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def extent(size, filter_size, stride, dilation, padding):
    reach = (filter_size - 1) * dilation + 1
    return -(-(size if padding == SAME else size - reach + 1) // stride)


# --- layers with weights -------------------------------------------------------------------------------------------


def weighted_tensors(name, kind, input_shape, weight_shape, output_shape, channel_axis, per_channel, bias,
                     weights_zero=0):
    rng = generator(name)
    channels = output_shape[-1]
    if kind == "float32":
        weights = T(kind, weight_shape, data=rng.uniform(-1, 1, weight_shape).astype(np.float32))
        biases = T(kind, [channels], data=rng.uniform(-1, 1, channels).astype(np.float32)) if bias else None
        return [T(kind, input_shape), weights, biases], T(kind, output_shape)
    scales = rng.uniform(0.002, 0.02, channels if per_channel else 1).astype(np.float32)
    input_scale = np.float32(rng.uniform(0.02, 0.06))
    terms = np.prod(weight_shape) / channels
    output_scale = np.float32(input_scale * scales.mean() * 60 * np.sqrt(terms))
    values = rng.integers(-127, 128, weight_shape).astype(np.int8)
    weights = T(kind, weight_shape, scales, weights_zero, values, channel_axis)
    limit = int(3000 * np.sqrt(terms))
    data = rng.integers(-limit, limit, channels).astype(np.int32)
    biases = T("int32", [channels], (input_scale * scales).astype(np.float32), 0, data) if bias else None
    tensors = [T(kind, input_shape, input_scale, int(rng.integers(-100, 100))), weights, biases]
    return tensors, T(kind, output_shape, output_scale, int(rng.integers(-60, 60)))


def conv(suffix, input_shape, filter_hw, channels, padding, stride=(1, 1), dilation=(1, 1), activation=NONE, bias=True,
         per_channel=True, group_depth=None, kinds=("int8", "float32")):
    h = extent(input_shape[1], filter_hw[0], stride[0], dilation[0], padding)
    w = extent(input_shape[2], filter_hw[1], stride[1], dilation[1], padding)
    for kind in kinds:
        name = f"conv_2d-{suffix}-{kind}"
        shape = [channels, *filter_hw, group_depth or input_shape[3]]
        inputs, output = weighted_tensors(
            name, kind, input_shape, shape, [input_shape[0], h, w, channels], 0, per_channel, bias)
        fields = options("Conv2DOptions", padding=padding, strideH=stride[0], strideW=stride[1],
                         dilationHFactor=dilation[0], dilationWFactor=dilation[1], fusedActivationFunction=activation)
        write(name, "CONV_2D", "Conv2DOptions", fields, inputs, [output])


def depthwise(suffix, input_shape, filter_hw, multiplier, padding, stride=(1, 1), dilation=(1, 1), activation=NONE,
              bias=True, per_channel=True):
    channels = input_shape[3] * multiplier
    h = extent(input_shape[1], filter_hw[0], stride[0], dilation[0], padding)
    w = extent(input_shape[2], filter_hw[1], stride[1], dilation[1], padding)
    for kind in ("int8", "float32"):
        name = f"depthwise_conv_2d-{suffix}-{kind}"
        inputs, output = weighted_tensors(
            name, kind, input_shape, [1, *filter_hw, channels], [input_shape[0], h, w, channels], 3, per_channel, bias)
        fields = options("DepthwiseConv2DOptions", padding=padding, strideH=stride[0], strideW=stride[1],
                         dilationHFactor=dilation[0], dilationWFactor=dilation[1], depthMultiplier=multiplier,
                         fusedActivationFunction=activation)
        # A bias that is left out is no input here: interpreters take -1 for one in the other layers only.
        write(name, "DEPTHWISE_CONV_2D", "DepthwiseConv2DOptions", fields, inputs if bias else inputs[:2], [output])


def fully_connected(suffix, input_shape, depth, channels, activation=NONE, bias=True, per_channel=False,
                    output_shape=None, kinds=("int8", "float32"), weights_zero=0):
    for kind in kinds:
        name = f"fully_connected-{suffix}-{kind}"
        batches = int(np.prod(input_shape)) // depth
        inputs, output = weighted_tensors(
            name, kind, input_shape, [channels, depth], output_shape or [batches, channels], 0, per_channel, bias,
            weights_zero)
        fields = options("FullyConnectedOptions", fusedActivationFunction=activation,
                         keepNumDims=output_shape is not None)
        write(name, "FULLY_CONNECTED", "FullyConnectedOptions", fields, inputs, [output])


# --- operators without weights -------------------------------------------------------------------------------------


def pool(operator, suffix, input_shape, filter_hw, padding, stride, activation=NONE):
    h = extent(input_shape[1], filter_hw[0], stride[0], 1, padding)
    w = extent(input_shape[2], filter_hw[1], stride[1], 1, padding)
    fields = options("Pool2DOptions", padding=padding, strideH=stride[0], strideW=stride[1], filterHeight=filter_hw[0],
                     filterWidth=filter_hw[1], fusedActivationFunction=activation)
    output_shape = [input_shape[0], h, w, input_shape[3]]
    for kind in ("int8", "float32"):
        quantized = (0.05, -7) if kind == "int8" else ()
        write(f"{operator.lower()}-{suffix}-{kind}", operator, "Pool2DOptions", fields,
              [T(kind, input_shape, *quantized)], [T(kind, output_shape, *quantized)])


def binary(operator, suffix, shape1, shape2, activation=NONE, constant=False):
    output_shape = list(np.broadcast_shapes(shape1, shape2))
    kind_of_options = operator.capitalize() + "Options"
    fields = options(kind_of_options, fusedActivationFunction=activation)
    for kind in ("int8", "float32"):
        name = f"{operator.lower()}-{suffix}-{kind}"
        rng = generator(name)
        data = rng.integers(-128, 128, shape2).astype(np.int8) if kind == "int8" else rng.uniform(-4, 4, shape2)
        data = data.astype(TYPES[kind][1]) if constant else None
        output_scale = 0.09 if operator == "ADD" else 0.21
        first, second, output = ((0.05, 3), (0.031, -11), (output_scale, 5)) if kind == "int8" else ((), (), ())
        tensors = [T(kind, shape1, *first), T(kind, shape2, *(second or (None, 0)), data=data)]
        write(name, operator, kind_of_options, fields, tensors, [T(kind, output_shape, *output)])


def unary(operator, suffix, shape, int8_in, int8_out, options_type=None, fields=None, kinds=("int8", "float32")):
    for kind in kinds:
        before, after = (int8_in, int8_out) if kind == "int8" else ((), ())
        write(f"{operator.lower()}-{suffix}-{kind}", operator, options_type, fields,
              [T(kind, shape, *before)], [T(kind, shape, *after)])


def constant_int32(values, shape=None):
    data = np.array(values, dtype=np.int32)
    return T("int32", data.shape if shape is None else shape, data=data)


def pad(suffix, shape, paddings):
    output_shape = [before + size + after for size, (before, after) in zip(shape, paddings)]
    for kind in ("int8", "float32"):
        quantized = (0.05, 9) if kind == "int8" else ()
        write(f"pad-{suffix}-{kind}", "PAD", "PadOptions", options("PadOptions"),
              [T(kind, shape, *quantized), constant_int32(paddings)], [T(kind, output_shape, *quantized)])


def mean(suffix, shape, axes, keep_dims, before=(0.05, -7), after=(0.04, 12)):
    reduced = [axis % len(shape) for axis in axes]
    output_shape = [1 if i in reduced else size for i, size in enumerate(shape) if keep_dims or i not in reduced]
    fields = options("ReducerOptions", keepDims=keep_dims)
    for kind in ("int8", "float32"):
        write(f"mean-{suffix}-{kind}", "MEAN", "ReducerOptions", fields,
              [T(kind, shape, *(before if kind == "int8" else ())), constant_int32(axes)],
              [T(kind, output_shape, *(after if kind == "int8" else ()))])


def concatenation(suffix, shapes, axis):
    output_shape = list(shapes[0])
    output_shape[axis] = sum(shape[axis] for shape in shapes)
    fields = options("ConcatenationOptions", axis=axis, fusedActivationFunction=NONE)
    for kind in ("int8", "float32"):
        quantized = (0.05, 9) if kind == "int8" else ()
        write(f"concatenation-{suffix}-{kind}", "CONCATENATION", "ConcatenationOptions", fields,
              [T(kind, shape, *quantized) for shape in shapes], [T(kind, output_shape, *quantized)])


def pack(suffix, shape, count, axis, kind):
    output_shape = list(shape)
    output_shape.insert(axis % (len(shape) + 1), count)
    quantized = (0.05, 9) if kind == "int8" else ()
    write(f"pack-{suffix}-{kind}", "PACK", "PackOptions", options("PackOptions", valuesCount=count, axis=axis),
          [T(kind, shape, *quantized) for _ in range(count)], [T(kind, output_shape, *quantized)])


def strided_slice(suffix, shape, begin, end, strides, output_shape, kind, **masks):
    quantized = (0.05, 9) if kind == "int8" else ()
    write(f"strided_slice-{suffix}-{kind}", "STRIDED_SLICE", "StridedSliceOptions",
          options("StridedSliceOptions", **masks),
          [T(kind, shape, *quantized), constant_int32(begin), constant_int32(end), constant_int32(strides)],
          [T(kind, output_shape, *quantized)])


def quantize(suffix, shape, before, after):
    write(f"quantize-{suffix}", "QUANTIZE", "QuantizeOptions", options("QuantizeOptions"),
          [T(before[0], shape, *before[1:])], [T(after[0], shape, *after[1:])])


# --- the catalogue -------------------------------------------------------------------------------------------------


def write_weighted():
    conv("valid", [1, 6, 7, 3], (3, 3), 5, VALID)
    conv("same", [1, 6, 7, 3], (3, 3), 5, SAME, activation=RELU)
    conv("same-stride2", [1, 7, 6, 4], (3, 3), 6, SAME, stride=(2, 2), activation=RELU6)
    conv("valid-stride", [1, 9, 8, 2], (2, 3), 3, VALID, stride=(3, 2), activation=RELU_N1_TO_1)
    conv("dilated", [1, 9, 9, 2], (3, 3), 4, SAME, dilation=(2, 3))
    conv("dilated-valid", [1, 9, 8, 3], (3, 2), 3, VALID, dilation=(3, 2))
    conv("1x1", [1, 4, 5, 8], (1, 1), 6, VALID)
    conv("1x1-odd-depth", [1, 3, 3, 7], (1, 1), 5, SAME, activation=RELU)
    conv("1xn", [1, 1, 17, 4], (1, 5), 3, SAME)
    conv("even-filter", [1, 6, 6, 1], (4, 2), 4, SAME)
    conv("no-bias", [1, 5, 5, 2], (3, 3), 3, VALID, bias=False)
    conv("batch", [2, 4, 4, 2], (3, 3), 3, SAME)
    conv("groups", [1, 5, 5, 6], (3, 3), 4, SAME, group_depth=3)
    conv("per-tensor", [1, 5, 5, 3], (3, 3), 4, VALID, per_channel=False, kinds=("int8",))
    conv("filter-as-large", [1, 5, 4, 3], (5, 4), 7, VALID)
    conv("deep", [1, 3, 3, 37], (3, 3), 3, SAME)

    depthwise("valid", [1, 6, 7, 4], (3, 3), 1, VALID)
    depthwise("same", [1, 6, 7, 5], (3, 3), 1, SAME, activation=RELU6)
    depthwise("same-stride2", [1, 7, 6, 8], (3, 3), 1, SAME, stride=(2, 2), activation=RELU)
    depthwise("multiplier", [1, 5, 5, 3], (3, 3), 4, SAME)
    depthwise("one-channel", [1, 9, 9, 1], (3, 3), 8, SAME, stride=(2, 2), activation=RELU6)
    depthwise("dilated", [1, 8, 9, 3], (3, 2), 1, SAME, dilation=(2, 2))
    depthwise("5x2", [1, 8, 8, 6], (5, 2), 1, VALID, stride=(2, 2))
    depthwise("no-bias", [1, 5, 5, 4], (3, 3), 1, SAME, bias=False)
    depthwise("batch", [2, 4, 4, 3], (3, 3), 2, SAME)
    depthwise("per-tensor", [1, 5, 5, 4], (3, 3), 1, SAME, per_channel=False)

    fully_connected("plain", [1, 33], 33, 10)
    fully_connected("relu", [1, 64], 64, 7, activation=RELU)
    fully_connected("relu6", [1, 18], 18, 4, activation=RELU6)
    fully_connected("no-bias", [1, 20], 20, 6, bias=False)
    fully_connected("batch", [3, 12], 12, 5)
    fully_connected("image", [1, 2, 3, 4], 24, 5)
    fully_connected("keep-dims", [1, 3, 8], 8, 4, output_shape=[1, 3, 4])
    fully_connected("weights-zero-point", [2, 25], 25, 6, kinds=("int8",), weights_zero=17)
    fully_connected("per-channel", [1, 40], 40, 9, per_channel=True, kinds=("int8",))
    fully_connected("per-channel-batch", [2, 15], 15, 6, activation=RELU, per_channel=True, kinds=("int8",))


def write_elementwise():
    for operator in ("MAX_POOL_2D", "AVERAGE_POOL_2D"):
        pool(operator, "valid", [1, 6, 6, 3], (2, 2), VALID, (2, 2))
        pool(operator, "same", [1, 7, 5, 4], (3, 3), SAME, (2, 2))
        pool(operator, "overlap", [2, 5, 6, 2], (3, 2), SAME, (1, 1), activation=RELU)
        pool(operator, "global", [1, 5, 4, 9], (5, 4), VALID, (5, 4))
        pool(operator, "relu6", [1, 4, 4, 5], (2, 2), VALID, (1, 2), activation=RELU6)
    for operator in ("ADD", "MUL"):
        binary(operator, "same-shape", [1, 4, 4, 3], [1, 4, 4, 3])
        binary(operator, "relu", [1, 3, 5, 2], [1, 3, 5, 2], activation=RELU)
        binary(operator, "relu6", [40], [40], activation=RELU6)
        binary(operator, "channel", [1, 3, 4, 5], [5])
        binary(operator, "constant", [1, 3, 4, 5], [1, 1, 1, 5], constant=True)
        binary(operator, "scalar", [2, 3, 4], [])
        binary(operator, "both-repeat", [2, 1, 4], [1, 3, 1])
    unary("RELU", "plain", [1, 4, 8, 8], (0.05, -3), (0.03, -128))
    unary("RELU", "same-scale", [64], (0.05, 10), (0.05, 10), kinds=("int8",))
    unary("RELU6", "plain", [1, 4, 8, 8], (0.05, -30), (0.05, -30))
    unary("LOGISTIC", "wide", [256], (0.09, 4), (1 / 256, -128))
    unary("LOGISTIC", "narrow", [256], (0.011, -19), (1 / 256, -128), kinds=("int8",))
    unary("LOGISTIC", "coarse", [256], (0.7, 60), (1 / 256, -128), kinds=("int8",))
    unary("TANH", "wide", [256], (0.05, 4), (1 / 128, 0))
    unary("TANH", "narrow", [256], (0.007, -19), (1 / 128, 0), kinds=("int8",))
    unary("TANH", "coarse", [256], (0.4, 60), (1 / 128, 0), kinds=("int8",))
    for suffix, shape, scale, beta in (("row", [1, 10], 0.1, 1.0), ("rows", [7, 12], 0.05, 1.0),
                                       ("image", [1, 2, 3, 21], 0.02, 0.5), ("coarse", [4, 16], 1.3, 1.0),
                                       ("fine", [2, 50], 0.002, 1.0), ("long", [1, 200], 0.03, 1.0)):
        fields = options("SoftmaxOptions", beta=beta)
        unary("SOFTMAX", suffix, shape, (scale, 7), (1 / 256, -128), "SoftmaxOptions", fields)


def write_rearranging():
    pad("rank4", [1, 3, 4, 2], [[0, 0], [1, 2], [3, 0], [0, 1]])
    pad("rank2", [3, 5], [[2, 0], [0, 4]])
    mean("image", [1, 5, 4, 6], [1, 2], True)
    mean("image-dropped", [2, 3, 7, 3], [1, 2], False)
    mean("channel", [1, 4, 4, 9], [-1], False)
    mean("outer", [3, 4, 5], [0, 2], True)
    mean("same-scale", [1, 6, 6, 4], [2, 1], True, (0.05, -7), (0.05, -7))
    mean("all", [4, 9], [0, 1], False, (0.02, -1), (0.002, -20))
    concatenation("channels", [[1, 3, 3, 2], [1, 3, 3, 5]], 3)
    concatenation("rows", [[2, 1, 4], [2, 3, 4], [2, 2, 4]], 1)
    concatenation("negative-axis", [[3, 4], [3, 1]], -1)
    pack("front", [3, 2], 3, 0, "int8")
    pack("middle", [2, 3, 4], 2, 1, "float32")
    pack("last", [5], 2, -1, "int8")
    strided_slice("box", [1, 5, 6, 3], [0, 1, 2, 0], [1, 4, 6, 3], [1, 1, 2, 1], [1, 3, 2, 3], "int8")
    strided_slice("reversed", [4, 5], [-1, 4], [-5, -6], [-2, -1], [2, 5], "float32")
    strided_slice("masks", [4, 5], [2, 0], [3, 3], [1, 2], [4, 3], "int8", beginMask=1, endMask=3)
    strided_slice("shrink", [3, 4, 2], [1, 0, -1], [2, 4, 1], [1, 1, 1], [4], "int8", shrinkAxisMask=5)
    for kind, quantized in (("int8", (0.05, 9)), ("float32", ())):
        write(f"reshape-plain-{kind}", "RESHAPE", "ReshapeOptions", options("ReshapeOptions", newShape=[4, 6]),
              [T(kind, [2, 3, 4], *quantized), constant_int32([4, -1])], [T(kind, [4, 6], *quantized)])
    write("shape-rank3", "SHAPE", "ShapeOptions", options("ShapeOptions", outType=tfl.TensorType.INT32),
          [T("int8", [2, 3, 4], 0.05, 9)], [T("int32", [3])])


def write_quantizing():
    shape = [4, 80]
    quantize("float32-int8", shape, ("float32",), ("int8", 0.031, -20))
    quantize("float32-uint8", shape, ("float32",), ("uint8", 0.011, 100))
    quantize("int8-int8", shape, ("int8", 0.05, 3), ("int8", 0.031, -20))
    quantize("int8-int8-up", shape, ("int8", 0.3, 3), ("int8", 0.011, -20))
    quantize("int8-uint8-flip", shape, ("int8", 0.05, -28), ("uint8", 0.05, 100))
    quantize("int8-uint8", shape, ("int8", 0.05, -28), ("uint8", 0.02, 90))
    quantize("uint8-int8-flip", shape, ("uint8", 0.05, 100), ("int8", 0.05, -28))
    quantize("uint8-int8", shape, ("uint8", 0.05, 100), ("int8", 0.07, 2))
    write("dequantize-int8", "DEQUANTIZE", "DequantizeOptions", options("DequantizeOptions"),
          [T("int8", shape, 0.037, -20)], [T("float32", shape)])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.tflite"):
        old.unlink()
    write_weighted()
    write_elementwise()
    write_rearranging()
    write_quantizing()
