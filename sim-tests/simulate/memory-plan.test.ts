import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KernelSet } from '../../src/build/types.ts';
import { wasmBuildFor } from '../../src/build/wasm/builds.ts';
import { imageOf } from '../../src/cost/footprint.ts';
import type { MemoryBuffer } from '../../src/cost/memory-plan.ts';
import { findDevice } from '../../src/devices/index.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { estimateModel } from '../../src/measure/estimate-model.ts';
import { measure, prepare } from '../../src/measure/measure.ts';
import { openModel } from '../../src/model/open.ts';
import { tensorValues } from '../../src/model/tensor-values.ts';
import type { ModelInfo, TensorType } from '../../src/model/types.ts';
import { countingFirmwareOnce } from '../../src/node/counting-firmware-once.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import type { Report } from '../../src/report/schema.ts';
import { InferenceIo } from '../../src/simulate/inference-io.ts';
import type { Machine } from '../../src/simulate/machine.ts';
import { simulators } from '../../src/simulate/machines.ts';

const repository = join(import.meta.dirname, '../..');
const facilities = { ...nodeFacilities, countingFirmware: countingFirmwareOnce() };

type Case = readonly [path: string, part: string, kernels: KernelSet];

const cases: readonly Case[] = [
  ['models/mnist-cnn/ptq-int8.tflite', 'stm32l475vg', 'cmsis-nn'],
  ['models/ds-cnn-small/ptq-int8.tflite', 'rp2040', 'reference'],
  ['models/mnist-dense/w8-float32.tflite', 'stm32l475vg', 'reference'],
  // Two readers of one tensor, far apart.
  ['../shared/models/mlperf-tiny/pretrainedResnet_quant.tflite', 'stm32l4r5zi', 'cmsis-nn'],
  ['models/mnist-dense/w32-weights.h', 'atmega4809', 'reference'],
  ['sim-tests/nnom/models/merge-classic.h', 'avr128db64', 'reference'],
  ['sim-tests/nnom/models/pool-classic.h', 'atmega1284p', 'reference'],
];

const optionsOf = ([path, part, kernels]: Case) => ({
  file: { name: path, bytes: new Uint8Array(readFileSync(join(repository, path))) },
  device: findDevice(part),
  kernels,
});

/** First and last layer that touch a tensor, from the graph alone; outputs of the network stay to its end. */
function usesOf({ layers, outputs }: ModelInfo, tensor: number): readonly number[] {
  const touching = layers.filter(({ inputs, outputs: own }) => [...inputs, ...own].includes(tensor));
  const end = outputs.includes(tensor) ? [layers.length - 1] : [];
  return [...touching.map(({ index }) => index), ...end];
}

const isPlanned = ({ tensors }: ModelInfo, index: number): boolean => tensors[index]!.constantBytes === 0;
const meet = (a: MemoryBuffer, b: MemoryBuffer): boolean =>
  a.firstLayer <= b.lastLayer &&
  b.firstLayer <= a.lastLayer &&
  a.offsetBytes < b.offsetBytes + b.bytes &&
  b.offsetBytes < a.offsetBytes + a.bytes;

/** To the bit; floats to 1e-5 of the largest, as the kernels are held to: the host has another C library. */
function expectSame(type: TensorType, actual: Uint8Array, expected: Uint8Array): void {
  if (type !== 'float32') {
    expect(actual).toEqual(expected);
    return;
  }
  const [values, wanted] = [tensorValues(actual, type), tensorValues(expected, type)];
  const largest = Math.max(...wanted.map((value) => Math.abs(value!)));
  expect(Math.max(...values.map((value, at) => Math.abs(value! - wanted[at]!)))).toBeLessThan(1e-5 * largest);
}

describe.each(cases)('the memory plan of %s on %s with %s kernels', (...one) => {
  const options = optionsOf(one);
  let report: Report;
  let model: ModelInfo;
  beforeAll(async () => {
    ({ report } = await measure(options, facilities));
    model = await openModel(options.file.bytes, options.file.name);
  });
  const plan = () => report.memoryPlan!;
  const tensorOf = (index: number): MemoryBuffer | undefined =>
    plan().buffers.find(({ kind, name }) => kind === 'tensor' && name === model.tensors[index]!.name);

  it('takes the bytes that were measured, and fills them to the end', () => {
    const { memory, totalBytes, buffers } = plan();
    if (memory === 'arena') expect(totalBytes).toBe(report.ram.arenaBytes);
    else expect(totalBytes).toBeLessThan(report.ram.heapPeakBytes);
    const end = Math.max(...buffers.map(({ offsetBytes, bytes }) => offsetBytes + bytes));
    // NNoM rounds each block up to a word.
    expect(totalBytes - end).toBeLessThan(4);
    expect(totalBytes).toBeGreaterThanOrEqual(end);
  });

  it('has nothing alive in the place of something else', () => {
    const { buffers } = plan();
    const overlaps = buffers.flatMap((a, at) =>
      buffers
        .slice(at + 1)
        .filter((b) => meet(a, b))
        .map((b) => [a, b]),
    );
    expect(overlaps).toEqual([]);
  });

  it('says when most is needed', () => {
    const { buffers, peakBytes, peakLayer } = plan();
    const sums = [-1, ...model.layers.map(({ index }) => index)].map((layer) =>
      buffers.reduce((sum, b) => sum + (b.firstLayer <= layer && layer <= b.lastLayer ? b.bytes : 0), 0),
    );
    expect(peakBytes).toBe(Math.max(...sums));
    expect(sums[peakLayer + 1]).toBe(peakBytes);
  });

  it('is what the firmware does: every tensor is where and as long as the plan says', async () => {
    const expected = await layerOutputs(one, model);
    const seen = await memoryAtLayers(one, (layer, read) => {
      const places = model.layers[layer]!.inputs.filter((index) => index >= 0 && isPlanned(model, index));
      for (const index of places) {
        const place = tensorOf(index);
        if (place === undefined || place.lastLayer < layer) continue;
        const value = expected.get(index);
        if (value !== undefined) expectSame(model.tensors[index]!.type, read(place), value);
      }
    });
    expect(seen).toBe(model.layers.length);
    if (model.format === 'nnom') return;
    for (const { index } of model.tensors.filter((tensor) => isPlanned(model, tensor.index))) {
      const uses = usesOf(model, index);
      expect(tensorOf(index)).toMatchObject({ firstLayer: Math.min(...uses), lastLayer: Math.max(...uses) });
    }
  });
});

/** What each layer computes, by tensor: from the same C with the reference kernels, on the host. */
async function layerOutputs(one: Case, model: ModelInfo): Promise<Map<number, Uint8Array>> {
  const { file, device } = optionsOf(one);
  const { inputs } = await prepare(optionsOf(one), facilities);
  const runtime = model.format === 'nnom' ? 'nnom' : 'reference';
  const firmware = await facilities.countingFirmware(wasmBuildFor(runtime, device.core));
  const outputs = new Map(model.inputs.map((index, at) => [index, inputs[at]!]));
  openInference(firmware, model, file.bytes).run(inputs, ({ index, output }) => {
    outputs.set(model.layers[index]!.outputs[0]!, output.slice());
  });
  return outputs;
}

/** Runs one inference and stops before each layer. Returns how many there were. */
async function memoryAtLayers(
  one: Case,
  onLayer: (layer: number, read: (place: MemoryBuffer) => Uint8Array) => void,
): Promise<number> {
  const options = optionsOf(one);
  const { source, inputs } = await prepare(options, facilities);
  const image = imageOf(source);
  const { module, create } = simulators[options.device.core];
  const machine = create(await facilities.simulator(module), options.device);
  machine.load(image);
  const addressOf = (name: string): number => image.symbols.find((symbol) => symbol.name === name)!.address;
  const io = new InferenceIo(machine, image.symbols.find(({ name }) => name === 'pf_io')!);
  const names = ['pf_receive_inputs', 'pf_invoke', 'pf_run_layer', 'pf_send_outputs'] as const;
  const [receive, invoke, runLayer, send] = names.map(addressOf);
  for (const address of [receive!, invoke!, runLayer!, send!]) machine.watch(address);
  let start = 0;
  let layers = 0;
  for (let end = machine.runFor(1e9); end === 'watch'; end = machine.runFor(1e9)) {
    if (machine.pc === send) return layers;
    if (machine.pc === receive) io.writeInputs(inputs);
    if (machine.pc === invoke) start = image.machine === 'avr' ? nnomStart(machine) : arenaStart(machine, addressOf);
    if (machine.pc === runLayer) {
      onLayer(layers, ({ offsetBytes, bytes }) => machine.readBytes(start + offsetBytes, bytes));
      layers++;
    }
  }
  throw machine.timeOut();
}

/** pf_io.arena (preflash_io.h); boards align it to what the runtime asks for. */
const arenaStart = (machine: Machine, addressOf: (name: string) => number): number =>
  machine.readWord(addressOf('pf_io') + 20);

/** model->blocks[0].blk (nnom.h, seven pointers before it), in data space. */
function nnomStart(machine: Machine): number {
  const [low = 0, high = 0] = machine.readBytes(0x80_0000 + machine.argument(0) + 14, 2);
  return 0x80_0000 + low + 256 * high;
}

describe('the memory plan of an estimate', () => {
  it('is that of the simulated firmware: the same C lays it out', async () => {
    const options = optionsOf(cases[0]!);
    const { report } = await measure(options, facilities);
    const estimated = await estimateModel(options, facilities);
    expect(estimated.memoryPlan).toEqual(report.memoryPlan);
  });
});
