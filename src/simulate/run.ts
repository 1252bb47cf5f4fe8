import { inferenceError } from '../build/inference-error.ts';
import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import { sizeOf } from '../bytes/ranges.ts';
import type { Device } from '../devices/schema.ts';
import { indexSourceLines } from '../image/dwarf/source-lines.ts';
import { indexSymbols, type SymbolIndex } from '../image/symbols.ts';
import type { FirmwareImage } from '../image/types.ts';
import { ConversationPlayer } from './conversation/player.ts';
import { SimulationFault } from './faults.ts';
import { InferenceIo } from './inference-io.ts';
import type { Machine } from './machine.ts';
import { AnswerRecorder } from './nnom/answer-recorder.ts';
import { nnomInference } from './nnom/inference-function.ts';
import { LayerOutputs } from './nnom/layer-outputs.ts';
import { nnomMemory } from './nnom/memory.ts';
import type { SimulateOptions } from './options.ts';
import { Profiler } from './profile/profiler.ts';
import { RamRecorder } from './ram/ram-recorder.ts';
import { StackCollision } from './ram/stack-collision.ts';
import { Measurement } from './regions/measurement.ts';
import { RegionError } from './regions/region-name.ts';
import type { CostInterval, RunTrace } from './types.ts';

/** Long enough that the way in and out of WebAssembly costs nothing, short enough to cancel at once. */
export const sliceCycles = 4_000_000;
/** Calls of a user's region after which the run ends, for firmware that loops for ever. */
const regionCallLimit = 8;
/** Longer than firmware pauses between one inference and the next: two seconds at 80 MHz. */
const idleCycles = 160_000_000;

/** What the tools rely on in firmware that preflash built: firmware/README.md. */
const contract = {
  io: 'pf_io',
  receive: 'pf_receive_inputs',
  invoke: 'pf_invoke',
  runLayer: 'pf_run_layer',
  send: 'pf_send_outputs',
  fail: 'pf_fail',
} as const;

/** One run under way: which addresses matter, and what has been seen so far. */
export class Run {
  isOver = false;
  readonly #machine: Machine;
  readonly #device: Device;
  readonly #image: FirmwareImage;
  readonly #options: SimulateOptions;
  readonly #io: InferenceIo | undefined;
  readonly #hooks = new Map<number, () => void>();
  readonly #measurement: Measurement;
  readonly #answers: AnswerRecorder | undefined;
  readonly #profiler: Profiler | undefined;
  readonly #conversation: ConversationPlayer | undefined;
  /** When the firmware last did something that a user waits for, and how much that was. */
  #lastActivity = { cycles: 0, amount: 0 };
  readonly #ram: RamRecorder;
  readonly #cost: () => CostInterval;
  #outputs: Uint8Array[] = [];
  #laidOut: LaidOutMemory | undefined;
  #layerOutputs: LayerOutputs | undefined;

  constructor(machine: Machine, device: Device, image: FirmwareImage, options: SimulateOptions) {
    const symbols = indexSymbols(image);
    this.#machine = machine;
    this.#device = device;
    this.#image = image;
    this.#options = options;
    this.#ram = new RamRecorder(machine, device, image, symbols);
    this.#cost = machine.measure();
    const io = symbols.byName(contract.io);
    this.#io = io && new InferenceIo(machine, io);
    if (this.#io) this.#hookInference(symbols, this.#io);
    const inference = symbols.byName(this.#io ? contract.invoke : (nnomInference(symbols) ?? ''));
    this.#answers = inference && AnswerRecorder.of(machine, image.symbols, inference.address);
    const { region, layersOf, demangle = (name) => name } = options;
    this.#profiler = options.profile ? new Profiler(machine, symbols) : undefined;
    this.#measurement = new Measurement(machine, image, symbols, { region, layersOf, demangle }, this.#profiler);
    if (!this.#measurement.hasRegion) this.#profileWholeRun();
    if (options.uart !== undefined) machine.selectUart(options.uart);
    if (options.uartInput) machine.receive(options.uartInput);
    this.#conversation = options.conversation && new ConversationPlayer(machine, options.conversation);
  }

  #profileWholeRun(): void {
    if (this.#profiler && this.#options.conversation) {
      throw new RegionError({
        where: 'profile',
        what: 'what lies between two lines of a conversation has no profile',
        advice: 'Give --region a function as well.',
      });
    }
    this.#profiler?.begin();
  }

  #hookInference(symbols: SymbolIndex, io: InferenceIo): void {
    const isNnom = this.#image.machine === 'avr';
    this.#hook(symbols, contract.receive, () => {
      if (!isNnom) this.#laidOut ??= { runtime: 'tflite', arena: io.readArena() };
      io.writeInputs(this.#options.inputs ?? []);
    });
    if (isNnom) this.#hookNnom(symbols);
    this.#hook(symbols, contract.send, () => {
      this.#outputs = io.readOutputs();
      this.isOver = true;
    });
    this.#hook(symbols, contract.fail, () => this.#fail(io));
  }

  #hookNnom(symbols: SymbolIndex): void {
    this.#hook(symbols, contract.invoke, () => {
      // pf_invoke(model)
      this.#laidOut ??= nnomMemory(this.#machine, this.#machine.argument(0));
    });
    const runLayer = symbols.byName(contract.runLayer);
    this.#layerOutputs = runLayer && new LayerOutputs(this.#machine, runLayer.address);
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
    if (left <= 0 && this.#measurement.isMeasured && !this.#io) {
      this.isOver = true;
      return;
    }
    try {
      if (left <= 0) throw this.#machine.timeOut();
      const end = this.#machine.runFor(Math.min(left, sliceCycles));
      if (this.#conversation) this.#converse(this.#conversation);
      else this.#noteActivity();
      if (end === 'watch') this.#visit();
      else if (end === 'exit') this.isOver = true;
      else if (end === 'reset') throw this.#machine.timeOut();
      this.#ram.check();
    } catch (error) {
      if (!(error instanceof SimulationFault)) throw error;
      // A stack that overwrote something explains whatever came of it.
      if (!(error instanceof StackCollision)) this.#ram.check();
      if (!this.#endsAfterRegion(error)) throw this.#withSource(error);
      this.isOver = true;
    }
  }

  #withSource(error: SimulationFault): SimulationFault {
    const { fault } = error;
    const { debug } = this.#image;
    const source = debug && indexSourceLines(debug).at(fault.pc);
    if (error instanceof StackCollision) return new StackCollision(error.overflow, { ...fault, source });
    const missing = fault.kind === 'time-out' ? this.#measurement.missing : undefined;
    const message = missing === undefined ? fault.message : `${fault.message}; ${missing}`;
    return new SimulationFault({ ...fault, message, source });
  }

  get #callCount(): number {
    return this.#measurement.calls.length;
  }

  /** Firmware that has done its work and now waits for ever is a run that ended. */
  #endsAfterRegion(error: SimulationFault): boolean {
    return error.fault.kind === 'time-out' && this.#measurement.isMeasured;
  }

  #visit(): void {
    let pc: number;
    do {
      pc = this.#machine.pc;
      this.#measurement.visit(pc);
      this.#ram.visit(pc);
      this.#layerOutputs?.visit(pc);
      this.#answers?.visit(pc);
      this.#hooks.get(pc)?.();
      // A call that was stepped into may lead to another watched address.
    } while (this.#machine.pc !== pc);
    const limit = this.#measurement.wantedCall ?? regionCallLimit;
    if (!this.#io && this.#callCount >= limit) this.isOver = true;
  }

  #converse(player: ConversationPlayer): void {
    player.check();
    if (player.isOver) this.isOver = true;
  }

  /** Firmware that has been measured, and then neither calls the region nor prints for long, waits for its user. */
  #noteActivity(): void {
    const { cycles, printedBytes } = this.#machine;
    const { isMeasured, isUnderWay } = this.#measurement;
    const amount = this.#callCount + printedBytes;
    if (isUnderWay || amount !== this.#lastActivity.amount) this.#lastActivity = { cycles, amount };
    const isIdle = cycles - this.#lastActivity.cycles > idleCycles;
    if (!this.#io && isMeasured && isIdle) this.isOver = true;
  }

  trace(): RunTrace {
    const machine = this.#machine;
    const { calls } = this.#measurement;
    const regions = calls.length > 0 ? calls : (this.#conversation?.regions ?? []);
    const { clockHz, flashSettings } = regions.at(-1)?.settings ?? machine;
    return {
      engine: 'simulate',
      clockHz,
      total: this.#cost(),
      regions,
      layers: this.#measurement.layers,
      stackPeakBytes: sizeOf(this.#ram.stacks[0]!.used),
      stacks: this.#ram.stacks,
      handlerPeakBytes: machine.handlerPeakBytes,
      heapPeakBytes: this.#ram.heapPeakBytes,
      heap: this.#ram.heap,
      arena: this.#ram.arena,
      arenaBytes: this.#io?.arenaUsedBytes,
      laidOut: this.#laidOut,
      flashSettings,
      profile: this.#profiler?.profile(this.#image, this.#options.demangle ?? ((name) => name)),
      outputs: this.#outputs,
      layerOutputs: this.#layerOutputs?.outputs,
      answered: this.#answers?.last,
      consoleText: new TextDecoder().decode(machine.consoleBytes),
      consoleBytes: machine.consoleBytes,
      exitCode: machine.exitCode,
      warnings: machine.warnings,
    };
  }
}
