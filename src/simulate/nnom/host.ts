import { wasmAbi } from '../../build/nnom-constants.ts';
import { nnomTable } from '../../build/nnom-table.ts';
import type { NnomSource } from '../../model/nnom/source.ts';
import { InferenceError } from '../inference-error.ts';

/** What firmware/avr/host/host.c exports. */
interface HostExports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly room: (bytes: number) => number;
  readonly create: (table: number) => void;
  readonly step: () => number;
  readonly output: () => number;
  readonly output_bytes: () => number;
}

/** More than any model of an 8-bit part: measured first with address 0, laid out again where it goes. */
const anyAddress = 0;

/**
 * Runs a model on the host build of the NNoM-API runtime: the same C, with `int` of 32 bits.
 *
 * @param module compiled from firmware/avr/host/nnom-host.wasm
 * @returns the output of each layer in running order
 * @throws InferenceError when a layer does not take its input
 */
export async function nnomHostOutputs(
  module: WebAssembly.Module,
  source: NnomSource,
  input: Uint8Array,
): Promise<Uint8Array[]> {
  const { exports } = await WebAssembly.instantiate(module, { preflash: { fail } });
  const host = exports as unknown as HostExports;
  host._initialize();
  const size = nnomTable(source, { abi: wasmAbi, address: anyAddress, ramAddress: undefined }).bytes.length;
  const address = host.room(size);
  const table = nnomTable(source, { abi: wasmAbi, address, ramAddress: undefined });
  new Uint8Array(host.memory.buffer).set(table.bytes, address);
  host.create(address);
  new Uint8Array(host.memory.buffer).set(input.subarray(0, table.input.bytes), table.input.address);
  const outputs: Uint8Array[] = [];
  while (host.step() !== 0) {
    outputs.push(new Uint8Array(host.memory.buffer).slice(host.output(), host.output() + host.output_bytes()));
  }
  return outputs;
}

function fail(status: number, detail: number): never {
  throw new InferenceError(status, {
    where: `layer ${detail}`,
    what: `the runtime gives up with status ${status} on the host`,
    advice: 'Convert the model again: its shapes do not belong together.',
    kind: 'unsupported',
  });
}
