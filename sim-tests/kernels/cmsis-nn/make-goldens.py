"""Writes golden vectors for the int8 kernels: random one-operator models, run by TensorFlow Lite Micro's reference
kernels (PyPI tflite-micro; ai-edge-litert for the flatbuffer schema).

    python make-goldens.py [--seed N] [--scale K] goldens.bin

File: little-endian int32 words. Each case: operator, number of parameters, parameters, number of arrays; then each
array: its length in bytes, its bytes, zeros up to the next word. A zero word ends the file. The operators' parameters
and arrays are listed in golden-runner.c, which reads them.
"""

import argparse
import math
import struct

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as tfl
from tflite_micro import runtime

CONV, DEPTHWISE, FULLY_CONNECTED, MAX_POOL, AVERAGE_POOL, ADD, MUL, SOFTMAX = range(1, 9)
NONE, RELU, RELU6 = (
    tfl.ActivationFunctionType.NONE,
    tfl.ActivationFunctionType.RELU,
    tfl.ActivationFunctionType.RELU6,
)


# --- one-operator models -------------------------------------------------------------------------------------------


class Tensor:
    def __init__(self, shape, scale, zero_point, data=None, axis=0):
        self.shape = list(shape)
        self.scale = np.atleast_1d(np.asarray(scale, dtype=np.float32))
        self.zero_point = zero_point
        self.data = data
        self.axis = axis

    def dtype(self):
        return tfl.TensorType.INT32 if self.data is not None and self.data.dtype == np.int32 else tfl.TensorType.INT8


def build_model(operator, options_type, options, tensors, inputs, output):
    """The bytes of a model with one operator; `tensors[i]` None is an absent bias."""
    model = tfl.ModelT()
    model.version = 3
    model.buffers = [tfl.BufferT()]
    graph = tfl.SubGraphT()
    graph.tensors = []
    index = {}
    for position, tensor in enumerate(tensors):
        if tensor is None:
            continue
        index[position] = len(graph.tensors)
        out = tfl.TensorT()
        out.shape = tensor.shape
        out.type = tensor.dtype()
        out.name = f"t{position}".encode()
        out.buffer = 0
        if tensor.data is not None:
            buffer = tfl.BufferT()
            buffer.data = np.frombuffer(tensor.data.tobytes(), dtype=np.uint8)
            out.buffer = len(model.buffers)
            model.buffers.append(buffer)
        quant = tfl.QuantizationParametersT()
        quant.scale = tensor.scale
        quant.zeroPoint = np.full(len(tensor.scale), tensor.zero_point, dtype=np.int64)
        quant.quantizedDimension = tensor.axis
        out.quantization = quant
        graph.tensors.append(out)
    code = tfl.OperatorCodeT()
    code.builtinCode = operator
    code.deprecatedBuiltinCode = min(operator, 127)
    code.version = 5
    model.operatorCodes = [code]
    op = tfl.OperatorT()
    op.opcodeIndex = 0
    op.inputs = [index[i] for i in range(len(tensors) - 1) if tensors[i] is not None]
    op.outputs = [index[output]]
    op.builtinOptionsType = options_type
    op.builtinOptions = options
    graph.operators = [op]
    graph.inputs = [index[i] for i in inputs]
    graph.outputs = [index[output]]
    model.subgraphs = [graph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def invoke(model, values):
    interpreter = runtime.Interpreter.from_bytes(model, arena_size=1 << 20)
    for position, value in enumerate(values):
        interpreter.set_input(value, position)
    interpreter.invoke()
    return interpreter.get_output(0)


# --- quantisation parameters, from TensorFlow Lite's quantisation specification ------------------------------------


def quantized_multiplier(real):
    """Q31 multiplier and shift: real = multiplier / 2^31 * 2^shift."""
    if real == 0:
        return 0, 0
    fraction, shift = math.frexp(real)
    multiplier = int(math.floor(fraction * (1 << 31) + 0.5))
    if multiplier == 1 << 31:
        multiplier //= 2
        shift += 1
    if shift < -31:
        return 0, 0
    return multiplier, shift


def activation_range(activation, scale, zero_point):
    low, high = -128, 127
    quantized = lambda value: zero_point + int(math.floor(np.float32(value) / np.float32(scale) + 0.5))
    if activation in (RELU, RELU6):
        low = max(low, quantized(0))
    if activation == RELU6:
        high = min(high, quantized(6))
    return low, high


def output_size(same, size, filter_size, stride, dilation=1):
    extent = (filter_size - 1) * dilation + 1
    out = -(-size // stride) if same else -(-(size - extent + 1) // stride)
    return out, max(0, (out - 1) * stride + extent - size) // 2 if same else 0


# --- cases ---------------------------------------------------------------------------------------------------------


class Cases:
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.out = []

    def int8(self, shape, low=-128):
        return self.rng.integers(low, 128, shape, dtype=np.int8)

    def scale(self):
        return np.float32(self.rng.uniform(0.002, 0.1))

    def zero_point(self):
        return int(self.rng.choice([-128, 127, int(self.rng.integers(-128, 128))]))

    def case(self, operator, params, arrays):
        self.out.append(struct.pack(f"<{2 + len(params)}i", operator, len(params), *[int(p) for p in params]))
        self.out.append(struct.pack("<i", len(arrays)))
        for array in arrays:
            data = np.ascontiguousarray(array).tobytes()
            self.out.append(struct.pack("<i", len(data)) + data + bytes(-len(data) % 4))

    def weights_and_bias(self, shape, channels, depth, biased):
        weights = self.int8(shape, low=-127)
        spread = 40 * depth
        bias = self.rng.integers(-spread, spread + 1, channels, dtype=np.int32) if biased else None
        return weights, bias

    def output_scale(self, real, depth):
        """Makes sums of `depth` products fill the output range; now and then a shift to the left."""
        typical = real * 5000.0 * math.sqrt(depth)
        return np.float32(typical / 60.0 * self.rng.choice([0.3, 1.0, 3.0]))

    def conv(self, n, h, w, c, kh, kw, out, stride=(1, 1), dilation=(1, 1), same=False, act=NONE, biased=True):
        weights, bias = self.weights_and_bias((out, kh, kw, c), out, kh * kw * c, biased)
        options = tfl.Conv2DOptionsT()
        options.dilationHFactor, options.dilationWFactor = dilation
        self.convolution(CONV, tfl.BuiltinOperator.CONV_2D, tfl.BuiltinOptions.Conv2DOptions, options,
                         (n, h, w, c), (out, kh, kw, c), 0, out, weights, bias, stride, dilation, same, act, 1)

    def depthwise(self, h, w, c, kh, kw, multiplier=1, stride=(1, 1), dilation=(1, 1), same=False, act=NONE,
                  biased=True, n=1):
        out = c * multiplier
        weights, bias = self.weights_and_bias((1, kh, kw, out), out, kh * kw, biased)
        options = tfl.DepthwiseConv2DOptionsT()
        options.depthMultiplier = multiplier
        options.dilationHFactor, options.dilationWFactor = dilation
        self.convolution(DEPTHWISE, tfl.BuiltinOperator.DEPTHWISE_CONV_2D, tfl.BuiltinOptions.DepthwiseConv2DOptions,
                         options, (n, h, w, c), (1, kh, kw, out), 3, out, weights, bias, stride, dilation, same, act,
                         multiplier)

    def convolution(self, case, operator, options_type, options, shape, filter_shape, axis, out, weights, bias, stride,
                    dilation, same, act, multiplier):
        n, h, w, _ = shape
        _, kh, kw, _ = filter_shape
        options.strideH, options.strideW = stride
        options.padding = tfl.Padding.SAME if same else tfl.Padding.VALID
        options.fusedActivationFunction = act
        out_h, pad_h = output_size(same, h, kh, stride[0], dilation[0])
        out_w, pad_w = output_size(same, w, kw, stride[1], dilation[1])
        depth = weights.size // out
        in_scale, in_zero, out_zero = self.scale(), self.zero_point(), self.zero_point()
        w_scale = self.rng.uniform(0.001, 0.02, out).astype(np.float32)
        out_scale = self.output_scale(float(in_scale) * float(w_scale.mean()), depth)
        tensors = [
            Tensor(shape, in_scale, in_zero),
            Tensor(filter_shape, w_scale, 0, weights, axis),
            None if bias is None else Tensor([out], w_scale * in_scale, 0, bias),
            Tensor([n, out_h, out_w, out], out_scale, out_zero),
        ]
        value = self.int8(shape)
        result = invoke(build_model(operator, options_type, options, tensors, [0], 3), [value])
        quant = [quantized_multiplier(float(in_scale) * float(s) / float(out_scale)) for s in w_scale]
        low, high = activation_range(act, out_scale, out_zero)
        self.case(case, [*shape, *filter_shape, n, out_h, out_w, out, -in_zero, out_zero, stride[1], stride[0], pad_w,
                         pad_h, dilation[1], dilation[0], low, high, multiplier],
                  [value, weights, bias if bias is not None else np.zeros(0, np.int32),
                   np.array([q[0] for q in quant], np.int32), np.array([q[1] for q in quant], np.int32), result])

    def fully_connected(self, batches, depth, out, act=NONE, biased=True, per_channel=False):
        weights, bias = self.weights_and_bias((out, depth), out, depth, biased)
        options = tfl.FullyConnectedOptionsT()
        options.fusedActivationFunction = act
        in_scale, in_zero, out_zero = self.scale(), self.zero_point(), self.zero_point()
        w_scale = self.rng.uniform(0.001, 0.02, out if per_channel else 1).astype(np.float32)
        out_scale = self.output_scale(float(in_scale) * float(w_scale.mean()), depth)
        tensors = [
            Tensor([batches, depth], in_scale, in_zero),
            Tensor([out, depth], w_scale, 0, weights),
            None if bias is None else Tensor([out], w_scale * in_scale, 0, bias),
            Tensor([batches, out], out_scale, out_zero),
        ]
        value = self.int8((batches, depth))
        result = invoke(build_model(tfl.BuiltinOperator.FULLY_CONNECTED, tfl.BuiltinOptions.FullyConnectedOptions,
                                    options, tensors, [0], 3), [value])
        if per_channel:
            quant = [quantized_multiplier(float(in_scale) * float(s) / float(out_scale)) for s in w_scale]
        else:
            quant = [quantized_multiplier(float(np.float32(in_scale * w_scale[0])) / float(out_scale))]
        low, high = activation_range(act, out_scale, out_zero)
        self.case(FULLY_CONNECTED, [batches, depth, out, -in_zero, out_zero, low, high, per_channel],
                  [value, weights, bias if bias is not None else np.zeros(0, np.int32),
                   np.array([q[0] for q in quant], np.int32), np.array([q[1] for q in quant], np.int32), result])

    def pool(self, case, n, h, w, c, kh, kw, stride, same=False, act=NONE):
        options = tfl.Pool2DOptionsT()
        options.strideH, options.strideW = stride
        options.filterHeight, options.filterWidth = kh, kw
        options.padding = tfl.Padding.SAME if same else tfl.Padding.VALID
        options.fusedActivationFunction = act
        out_h, pad_h = output_size(same, h, kh, stride[0])
        out_w, pad_w = output_size(same, w, kw, stride[1])
        scale, zero = self.scale(), int(self.rng.integers(-100, 100))
        tensors = [Tensor((n, h, w, c), scale, zero), Tensor((n, out_h, out_w, c), scale, zero)]
        operator = tfl.BuiltinOperator.MAX_POOL_2D if case == MAX_POOL else tfl.BuiltinOperator.AVERAGE_POOL_2D
        value = self.int8((n, h, w, c))
        result = invoke(build_model(operator, tfl.BuiltinOptions.Pool2DOptions, options, tensors, [0], 1), [value])
        low, high = activation_range(act, scale, zero)
        self.case(case, [n, h, w, c, kh, kw, out_h, out_w, stride[1], stride[0], pad_w, pad_h, low, high],
                  [value, result])

    def elementwise(self, case, length, act=NONE):
        options = tfl.AddOptionsT() if case == ADD else tfl.MulOptionsT()
        options.fusedActivationFunction = act
        s1, s2 = self.scale(), self.scale()
        z1, z2, zo = self.zero_point(), self.zero_point(), self.zero_point()
        if case == ADD:
            so = np.float32((float(s1) + float(s2)) * self.rng.uniform(0.5, 1.5))
            operator, options_type = tfl.BuiltinOperator.ADD, tfl.BuiltinOptions.AddOptions
        else:
            so = np.float32(float(s1) * float(s2) * self.rng.uniform(20, 120))
            operator, options_type = tfl.BuiltinOperator.MUL, tfl.BuiltinOptions.MulOptions
        shape = (1, length)
        tensors = [Tensor(shape, s1, z1), Tensor(shape, s2, z2), Tensor(shape, so, zo)]
        a, b = self.int8(shape), self.int8(shape)
        result = invoke(build_model(operator, options_type, options, tensors, [0, 1], 2), [a, b])
        low, high = activation_range(act, so, zo)
        if case == ADD:
            twice_max = 2.0 * float(max(s1, s2))
            (m1, e1), (m2, e2) = quantized_multiplier(float(s1) / twice_max), quantized_multiplier(float(s2) / twice_max)
            mo, eo = quantized_multiplier(twice_max / ((1 << 20) * float(so)))
            params = [length, -z1, m1, e1, -z2, m2, e2, 20, zo, mo, eo, low, high]
        else:
            mo, eo = quantized_multiplier(float(s1) * float(s2) / float(so))
            params = [length, -z1, -z2, zo, mo, eo, low, high]
        self.case(case, params, [a, b, result])

    def softmax(self, rows, length, scale):
        options = tfl.SoftmaxOptionsT()
        options.beta = 1.0
        scale = np.float32(scale)
        tensors = [Tensor((rows, length), scale, self.zero_point()), Tensor((rows, length), 1 / 256, -128)]
        value = self.int8((rows, length))
        result = invoke(build_model(tfl.BuiltinOperator.SOFTMAX, tfl.BuiltinOptions.SoftmaxOptions, options, tensors,
                                    [0], 1), [value])
        multiplier, shift = quantized_multiplier(min(float(scale) * (1 << 26), 2.0**31 - 1))
        diff_min = -math.floor(31.0 * (1 << 26) / (1 << shift))
        self.case(SOFTMAX, [rows, length, multiplier, shift, diff_min], [value, result])


# --- what is covered -----------------------------------------------------------------------------------------------


def fixed_cases(cases):
    cases.conv(1, 8, 7, 1, 3, 3, 12, act=RELU)
    cases.conv(1, 5, 5, 3, 3, 3, 5, same=True, stride=(2, 2), act=RELU6)
    cases.conv(2, 6, 5, 4, 3, 2, 4, same=True)
    cases.conv(1, 9, 9, 2, 3, 3, 3, same=True, dilation=(2, 2), biased=False)
    cases.conv(1, 7, 9, 5, 2, 3, 1, dilation=(1, 3))
    cases.conv(1, 1, 1, 6, 1, 1, 3)
    cases.conv(1, 3, 4, 19, 1, 1, 7, act=RELU6)
    cases.conv(1, 3, 3, 32, 1, 1, 8, biased=False)
    cases.conv(3, 5, 1, 21, 1, 1, 2)
    cases.conv(1, 5, 6, 9, 1, 1, 5, stride=(2, 2))
    cases.conv(2, 4, 5, 16, 1, 1, 4, stride=(1, 3))
    cases.conv(1, 1, 13, 4, 1, 3, 6, same=True)
    cases.conv(2, 1, 12, 8, 1, 4, 3, same=True, stride=(1, 2))
    cases.conv(1, 1, 11, 2, 1, 5, 4, stride=(1, 2))
    cases.conv(1, 1, 3, 4, 1, 5, 3, same=True)
    cases.conv(1, 1, 9, 3, 1, 2, 3)
    cases.conv(1, 6, 7, 4, 3, 3, 6, same=True)
    cases.conv(1, 6, 7, 8, 3, 3, 2)
    cases.conv(1, 4, 5, 6, 2, 2, 5)
    cases.conv(1, 4, 4, 6, 4, 4, 3)
    cases.depthwise(7, 6, 8, 3, 3, same=True, act=RELU6)
    cases.depthwise(8, 7, 7, 3, 3, same=True, stride=(2, 2))
    cases.depthwise(5, 5, 4, 3, 3)
    cases.depthwise(2, 2, 5, 3, 3, same=True, biased=False)
    cases.depthwise(1, 1, 9, 3, 3, same=True, stride=(2, 2))
    cases.depthwise(7, 6, 8, 5, 5, same=True)
    cases.depthwise(7, 6, 6, 2, 4, same=True, stride=(1, 2), act=RELU)
    cases.depthwise(9, 4, 13, 10, 4, same=True, stride=(2, 2))
    cases.depthwise(4, 4, 3, 1, 1)
    cases.depthwise(7, 9, 5, 3, 3, dilation=(2, 3), same=True)
    cases.depthwise(6, 6, 4, 3, 3, n=2, same=True)
    cases.depthwise(8, 8, 1, 3, 3, multiplier=8, same=True, stride=(2, 2), act=RELU6)
    cases.depthwise(5, 6, 2, 3, 2, multiplier=4, dilation=(1, 2), same=True)
    cases.depthwise(5, 4, 3, 3, 3, multiplier=3, same=True)
    cases.depthwise(6, 5, 2, 2, 2, multiplier=2, biased=False)
    cases.fully_connected(1, 16, 10)
    cases.fully_connected(1, 203, 7, act=RELU)
    cases.fully_connected(3, 18, 5, biased=False)
    cases.fully_connected(2, 3, 1, act=RELU6)
    cases.fully_connected(1, 45, 6, per_channel=True)
    cases.fully_connected(2, 32, 3, per_channel=True, act=RELU)
    cases.pool(MAX_POOL, 1, 8, 8, 12, 2, 2, (2, 2))
    cases.pool(MAX_POOL, 2, 5, 7, 3, 3, 3, (2, 2), same=True, act=RELU)
    cases.pool(MAX_POOL, 1, 4, 5, 5, 2, 3, (1, 1), same=True, act=RELU6)
    cases.pool(AVERAGE_POOL, 1, 8, 8, 4, 8, 8, (1, 1))
    cases.pool(AVERAGE_POOL, 2, 5, 7, 3, 3, 3, (2, 2), same=True, act=RELU)
    cases.pool(AVERAGE_POOL, 1, 4, 5, 5, 2, 3, (1, 1), same=True, act=RELU6)
    for length in (1, 6, 64, 131):
        cases.elementwise(ADD, length, act=RELU if length == 64 else NONE)
        cases.elementwise(MUL, length, act=RELU6 if length == 64 else NONE)
    cases.softmax(1, 10, 0.1)
    cases.softmax(3, 7, 1.3)
    cases.softmax(2, 120, 0.004)
    cases.softmax(1, 1, 0.05)


def random_convolutions(cases, count):
    rng = cases.rng
    pick = lambda low, high: int(rng.integers(low, high + 1))
    act = lambda: int(rng.choice([NONE, RELU, RELU6]))
    for _ in range(count):
        kh, kw, same = pick(1, 4), pick(1, 4), bool(rng.random() < 0.6)
        dilation = (pick(1, 2), pick(1, 2)) if rng.random() < 0.3 else (1, 1)
        stride = (1, 1) if dilation != (1, 1) else (pick(1, 3), pick(1, 3))
        if rng.random() < 0.3:
            kh = kw = 1
        h = pick((kh - 1) * dilation[0] + 1, 9)
        w = pick((kw - 1) * dilation[1] + 1, 9)
        if rng.random() < 0.2:
            kh, h, w = 1, 1, pick((kw - 1) * dilation[1] + 1, 14)
        common = dict(stride=stride, dilation=dilation, same=same, act=act(), biased=bool(rng.random() < 0.8))
        cases.conv(pick(1, 2), h, w, pick(1, 37), kh, kw, pick(1, 9), **common)
        if rng.random() < 0.5:
            kh = kw = 3
        h = pick((kh - 1) * dilation[0] + 1, 9)
        w = pick((kw - 1) * dilation[1] + 1, 9)
        cases.depthwise(h, w, pick(1, 19), kh, kw, multiplier=pick(1, 8) if rng.random() < 0.3 else 1, n=pick(1, 2),
                        **common)


def random_others(cases, count):
    rng = cases.rng
    pick = lambda low, high: int(rng.integers(low, high + 1))
    act = lambda: int(rng.choice([NONE, RELU, RELU6]))
    for _ in range(count):
        cases.fully_connected(pick(1, 3), pick(1, 70), pick(1, 9), act=act(), biased=bool(rng.random() < 0.8),
                              per_channel=bool(rng.random() < 0.3))
        for kind in (MAX_POOL, AVERAGE_POOL):
            cases.pool(kind, pick(1, 2), pick(4, 9), pick(4, 9), pick(1, 18), pick(1, 4), pick(1, 4),
                       (pick(1, 3), pick(1, 3)), same=bool(rng.random() < 0.5), act=act())
        for kind in (ADD, MUL):
            cases.elementwise(kind, pick(1, 90), act=act())
        cases.softmax(pick(1, 3), pick(1, 40), 10 ** rng.uniform(-2.5, 0.5))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--random", type=int, default=8, help="rounds of random shapes after the fixed ones")
    parser.add_argument("path")
    arguments = parser.parse_args()
    cases = Cases(arguments.seed)
    fixed_cases(cases)
    random_convolutions(cases, arguments.random)
    random_others(cases, arguments.random)
    with open(arguments.path, "wb") as file:
        file.write(b"".join(cases.out) + struct.pack("<i", 0))


if __name__ == "__main__":
    main()
