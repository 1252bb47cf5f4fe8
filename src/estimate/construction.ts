import { avrAbi } from '../build/nnom-structs.ts';
import { nnomTable } from '../build/nnom-table.ts';
import type { Step } from '../model/nnom/source.ts';
import type { ModelInfo } from '../model/types.ts';

/** What firmware is compiled from for a weights.h, which its runtime puts together when it starts. */
export interface Construction {
  /** Static RAM of the model's input and output. */
  readonly bufferBytes: number;
  /** How often each constructor is called, and how often `furtherReader` that an output has a reader beyond its first. */
  readonly calls: Readonly<Record<string, number>>;
  /** What the file defines: constants, and the function that puts the model together. */
  readonly ownSymbols: readonly string[];
}

/** A model as it lies in flash. */
export interface StoredModel {
  readonly constantBytes: number;
  /** Undefined for a .tflite: it is read where it lies. */
  readonly construction: Construction | undefined;
}

/** nnom_model_create() is inlined where preflash's firmware asks for the model. */
const creators = ['nnom_model_create', 'pf_create_model'];
/** Constants and sizes do not depend on it. */
const anyAddress = 0;

/**
 * What of a model the firmware holds: a .tflite as it is; of a weights.h the constants, as avr-gcc lays them out, and the
 * calls of nnom_model_create().
 */
export function storedModel({ nnomSource: source }: ModelInfo, modelBytes: Uint8Array): StoredModel {
  if (source === undefined) return { constantBytes: modelBytes.length, construction: undefined };
  const place = { abi: avrAbi, address: anyAddress, ramAddress: anyAddress };
  const { constantBytes, ramBytes } = nnomTable(source, place);
  const ownSymbols = [...source.definitions.keys(), ...creators];
  return { constantBytes, construction: { bufferBytes: ramBytes, calls: callsOf(source.steps), ownSymbols } };
}

function callsOf(steps: readonly Step[]): Record<string, number> {
  const calls: Record<string, number> = {};
  const count = (name: string): void => {
    calls[name] = (calls[name] ?? 0) + 1;
  };
  const read = new Set<number>();
  for (const { callee, verb, inputs } of steps) {
    count(callee);
    if (verb === 'active') continue;
    for (const input of inputs) {
      if (read.has(input)) count('furtherReader');
      read.add(input);
    }
  }
  return calls;
}
