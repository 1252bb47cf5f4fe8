import type { BuiltImage } from '../../src/build/types.ts';
import type { Device } from '../../src/devices/schema.ts';
import type { FirmwareImage, ImageSection, ImageSymbol, Segment } from '../../src/image/types.ts';
import type { LayerInfo, ModelInfo, TensorInfo } from '../../src/model/types.ts';
import {
  type CallTrace,
  type CostInterval,
  type CyclesByCause,
  cycleCauses,
  type InstructionsByClass,
  instructionClasses,
  type RunTrace,
} from '../../src/simulate/types.ts';

/** A made-up part with round figures: 64 KiB flash, 16 KiB RAM at two addresses, 10 MHz, 3 V, 10 mA. */
export const device: Device = {
  id: 'part',
  name: 'PART',
  vendor: 'nobody',
  core: 'cortex-m4f',
  clockHz: 10_000_000,
  regions: [
    { name: 'flash', kind: 'flash', base: 0x0800_0000, sizeBytes: 0x1_0000, aliases: [0] },
    { name: 'sram', kind: 'ram', base: 0x2000_0000, sizeBytes: 0x4000, aliases: [0x1000_0000] },
  ],
  flash: { kind: 'zero-wait', wordBytes: 4 },
  peripherals: [],
  interruptCount: 1,
  supplyVolts: 3,
  runCurrentAmps: 0.01,
  citations: [{ what: 'all', source: 'made up' }],
};

export function causes(counts: Partial<CyclesByCause>): CyclesByCause {
  return Object.fromEntries(cycleCauses.map((cause) => [cause, counts[cause] ?? 0])) as CyclesByCause;
}

export function classes(counts: Partial<InstructionsByClass>): InstructionsByClass {
  return Object.fromEntries(instructionClasses.map((name) => [name, counts[name] ?? 0])) as InstructionsByClass;
}

export function interval(
  cycles: number,
  byCause: Partial<CyclesByCause> = { issue: cycles },
  byClass: Partial<InstructionsByClass> = { alu: cycles },
): CostInterval {
  const instructions = Object.values(byClass).reduce((sum, count) => sum + count, 0);
  return { cycles, byCause: causes(byCause), instructions, byClass: classes(byClass) };
}

export const call = (symbol: string, argument: number, cost: CostInterval): CallTrace => ({
  ...cost,
  symbol,
  argument,
});

export function segment(loadAddress: number, sizeBytes: number, more: Partial<Segment> = {}): Segment {
  const bytes = new Uint8Array(sizeBytes);
  return { loadAddress, virtualAddress: loadAddress, bytes, memoryBytes: sizeBytes, ...more };
}

export function section(name: string, address: number, sizeBytes: number, flags = ''): ImageSection {
  return {
    name,
    address,
    sizeBytes,
    allocated: true,
    hasBytes: !flags.includes('z'),
    executable: flags.includes('x'),
    writable: flags.includes('w'),
  };
}

export const label = (name: string, address: number): ImageSymbol => ({
  name,
  address,
  sizeBytes: 0,
  kind: 'label',
  binding: 'global',
});

export function image(parts: Partial<FirmwareImage>): FirmwareImage {
  return {
    format: 'elf',
    machine: 'arm',
    sha256: 'a'.repeat(64),
    entry: 0x0800_0000,
    cpu: undefined,
    segments: [],
    sections: [],
    symbols: [],
    relocations: [],
    ...parts,
  };
}

export function tensor(index: number, more: Partial<TensorInfo> = {}): TensorInfo {
  return { index, name: `t${index}`, type: 'int8', shape: [1], quantization: undefined, constantBytes: 0, ...more };
}

export function layer(index: number, op: string, more: Partial<LayerInfo> = {}): LayerInfo {
  return {
    index,
    name: `layer${index}`,
    op,
    inputs: [0],
    outputs: [1],
    outputShape: [1, 10],
    macs: 0,
    parameters: 0,
    constantBytes: 0,
    ...more,
  };
}

export function model(parts: Partial<ModelInfo>): ModelInfo {
  return {
    format: 'tflite',
    sha256: 'b'.repeat(64),
    fileBytes: 1000,
    description: 'made up',
    variant: 'int8',
    tensors: [tensor(0), tensor(1)],
    inputs: [0],
    outputs: [1],
    layers: [],
    macs: 0,
    parameters: 0,
    textbookBoundValues: 0,
    largestLayerValues: 0,
    ...parts,
  };
}

export function built(firmware: FirmwareImage, parts: Partial<BuiltImage> = {}): BuiltImage {
  return {
    image: firmware,
    origin: 'prebuilt',
    kernels: 'cmsis-nn',
    opt: 'Os',
    compiler: 'gcc',
    unreachableBytes: 0,
    unreachableRamBytes: 0,
    flashBytesByOp: new Map(),
    ...parts,
  };
}

export function trace(parts: Partial<RunTrace>): RunTrace {
  return {
    engine: 'simulate',
    clockHz: device.clockHz,
    total: interval(0),
    regions: [],
    layers: [],
    stackPeakBytes: 0,
    heapPeakBytes: 0,
    arenaBytes: undefined,
    flashSettings: undefined,
    outputs: [],
    consoleText: '',
    consoleBytes: new Uint8Array(),
    exitCode: undefined,
    warnings: [],
    ...parts,
  };
}
