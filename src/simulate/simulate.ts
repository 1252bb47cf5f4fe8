import type { Device } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { indexSymbols, type SymbolIndex } from '../image/symbols.ts';
import type { FirmwareImage } from '../image/types.ts';
import { CallRecorder } from './call-recorder.ts';
import { SimulationFault } from './faults.ts';
import { inferenceError } from './inference-error.ts';
import { InferenceIo } from './inference-io.ts';
import type { Machine } from './machine.ts';
import { simulators } from './machines.ts';
import type { CostInterval, RunTrace } from './types.ts';

export interface SimulateOptions {
  /** Bytes of each input tensor, for firmware that preflash built. */
  readonly inputs?: readonly Uint8Array[];
  /** Function whose calls are measured; the inference, for firmware that preflash built. */
  readonly region?: string | undefined;
  readonly maxCycles: number;
  /** Told the cycles so far after every slice. */
  readonly onProgress?: ((cycles: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The option names something that is not in the image. */
export class RegionError extends PreflashError {}

/** Long enough that the way in and out of WebAssembly costs nothing, short enough to cancel at once. */
const sliceCycles = 4_000_000;
/** Calls of a user's region after which the run ends, for firmware that loops for ever. */
const regionCallLimit = 8;

/** What the tools rely on in firmware that preflash built: firmware/README.md. */
const contract = {
  io: 'pf_io',
  receive: 'pf_receive_inputs',
  send: 'pf_send_outputs',
  invoke: 'pf_invoke',
  layer: 'pf_run_layer',
  fail: 'pf_fail',
} as const;

/**
 * Runs an image on a part and reports what it did. Firmware that preflash built runs one inference on the given
 * inputs; other firmware runs until it exits, or until the region was called often enough.
 *
 * @param module compiled from dist/wasm, the one that `simulators` names for the device's core
 * @throws SimulationFault when the firmware faults, never ends, or takes more than `maxCycles`
 * @throws RegionError when the region is not in the image
 * @throws InferenceError when the inference firmware reports a failure
 * @throws the signal's reason when it is aborted
 */
export async function simulate(
  module: WebAssembly.Module,
  image: FirmwareImage,
  device: Device,
  options: SimulateOptions,
): Promise<RunTrace> {
  const machine = simulators[device.core].create(module, device);
  machine.load(image);
  const run = new Run(machine, device, indexSymbols(image), options);
  while (!run.isOver) {
    options.signal?.throwIfAborted();
    run.slice();
    options.onProgress?.(machine.cycles);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return run.trace();
}

/** One run under way: which addresses matter, and what has been seen so far. */
class Run {
  isOver = false;
  readonly #machine: Machine;
  readonly #device: Device;
  readonly #options: SimulateOptions;
  readonly #io: InferenceIo | undefined;
  readonly #hooks = new Map<number, () => void>();
  readonly #region: CallRecorder | undefined;
  readonly #layers: CallRecorder | undefined;
  readonly #initialSp: number;
  readonly #cost: () => CostInterval;
  #outputs: Uint8Array[] = [];

  constructor(machine: Machine, device: Device, symbols: SymbolIndex, options: SimulateOptions) {
    this.#machine = machine;
    this.#device = device;
    this.#options = options;
    this.#initialSp = machine.stackPointer;
    this.#cost = machine.measure();
    const io = symbols.byName(contract.io);
    this.#io = io && new InferenceIo(machine, io);
    if (this.#io) this.#hookInference(symbols, this.#io);
    const region = options.region ?? (this.#io ? contract.invoke : undefined);
    this.#region = region === undefined ? undefined : this.#record(region, symbols);
    this.#layers = this.#io && this.#record(contract.layer, symbols);
  }

  #record(name: string, symbols: SymbolIndex): CallRecorder {
    const symbol = symbols.byName(name);
    if (symbol !== undefined && symbol.kind !== 'object') return new CallRecorder(this.#machine, name, symbol.address);
    throw new RegionError({
      where: `--region ${name}`,
      what: symbol === undefined ? 'the image has no such symbol' : 'this symbol is a variable, not a function',
      advice: 'Give the linker name of a function that was not inlined; `nm` lists them. A stripped image has none.',
    });
  }

  #hookInference(symbols: SymbolIndex, io: InferenceIo): void {
    this.#hook(symbols, contract.receive, () => io.writeInputs(this.#options.inputs ?? []));
    this.#hook(symbols, contract.send, () => {
      this.#outputs = io.readOutputs();
      this.isOver = true;
    });
    this.#hook(symbols, contract.fail, () => this.#fail(io));
  }

  #hook(symbols: SymbolIndex, name: string, action: () => void): void {
    const symbol = symbols.byName(name);
    if (symbol === undefined) return;
    this.#hooks.set(symbol.address, action);
    this.#machine.watch(symbol.address);
  }

  #fail(io: InferenceIo): never {
    // pf_fail(status, layer)
    const [status, layer] = [this.#machine.argument(0), this.#machine.argument(1)];
    const { arenaBytes, arenaUsedBytes } = io;
    throw inferenceError({ status, layer, arenaBytes, arenaUsedBytes }, this.#device.name);
  }

  /** Runs one slice and sees to whatever stopped it. */
  slice(): void {
    const left = this.#options.maxCycles - this.#machine.cycles;
    if (left <= 0) {
      this.#outOfTime();
      return;
    }
    try {
      const end = this.#machine.runFor(Math.min(left, sliceCycles));
      if (end === 'watch') this.#visit();
      else if (end === 'exit') this.isOver = true;
      else if (end === 'reset') throw this.#machine.timeOut();
    } catch (error) {
      if (!(error instanceof SimulationFault) || !this.#endsAfterRegion(error)) throw error;
      this.isOver = true;
    }
  }

  /** Firmware that has done its work and now waits for ever is a run that ended. */
  #endsAfterRegion(error: SimulationFault): boolean {
    return error.fault.kind === 'time-out' && (this.#region?.calls.length ?? 0) > 0;
  }

  #outOfTime(): void {
    if ((this.#region?.calls.length ?? 0) === 0 || this.#io) throw this.#machine.timeOut();
    this.isOver = true;
  }

  #visit(): void {
    const { pc } = this.#machine;
    if (this.#region?.visit(pc) && this.#region.calls.length === 0) this.#layers?.clear();
    this.#layers?.visit(pc);
    this.#hooks.get(pc)?.();
    if (!this.#io && (this.#region?.calls.length ?? 0) >= regionCallLimit) this.isOver = true;
  }

  trace(): RunTrace {
    const machine = this.#machine;
    return {
      engine: 'simulate',
      total: this.#cost(),
      regions: this.#region?.calls ?? [],
      layers: this.#layers?.calls ?? [],
      stackPeakBytes: this.#initialSp - machine.lowestSp,
      heapPeakBytes: machine.heapPeakBytes,
      arenaBytes: this.#io?.arenaUsedBytes,
      flashSettings: machine.flashSettings,
      outputs: this.#outputs,
      consoleText: machine.consoleText,
      exitCode: machine.exitCode,
      warnings: [],
    };
  }
}
