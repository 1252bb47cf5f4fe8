import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import type { AddressRange } from '../bytes/ranges.ts';
import type { SourceLine } from '../image/dwarf/types.ts';

/** Where a cycle went. The order is the order of the counters in the simulator. */
export const cycleCauses = [
  'issue',
  'branchRefill',
  'loadStore',
  'multiplyDivide',
  'fpu',
  'flashFetch',
  'flashData',
  'exceptions',
] as const;
export type CycleCause = (typeof cycleCauses)[number];
export type CyclesByCause = Readonly<Record<CycleCause, number>>;

/** What kind of work an instruction was; the rows of every instruction-mix table. */
export const instructionClasses = [
  'alu',
  'multiply',
  'multiplyAccumulate',
  'divide',
  'load',
  'store',
  'loadStoreMultiple',
  'branch',
  'call',
  'dsp',
  'floatAlu',
  'floatMultiplyAccumulate',
  'floatDivide',
  'floatConvert',
  'floatMove',
  'system',
] as const;
export type InstructionClass = (typeof instructionClasses)[number];
export type InstructionsByClass = Readonly<Record<InstructionClass, number>>;

/** What passed between two moments of a run. */
export interface CostInterval {
  readonly cycles: number;
  readonly byCause: CyclesByCause;
  readonly instructions: number;
  readonly byClass: InstructionsByClass;
}

/** One call of a watched function. `argument` is r1 at entry (the layer index for layer marks). */
export interface CallTrace extends CostInterval {
  readonly symbol: string;
  /** Bytes of the function's own code, where that was looked up. */
  readonly codeBytes?: number;
  /** Source file of a function that is local to it. */
  readonly sourceFile?: string;
  readonly argument: number;
  /** Set for calls of the region. */
  readonly settings?: CallSettings;
}

/** What the firmware had set up while a call ran: it may slow its clock down when it is done. */
export interface CallSettings {
  /** Clock of the core when the call began, and when it ended. */
  readonly beganAtHz: number;
  readonly clockHz: number;
  /** When it ended; undefined for a part whose flash has no accelerator. */
  readonly flashSettings: FlashSettings | undefined;
}

/** Why a run could not become a number. */
export interface Fault {
  readonly kind:
    | 'undefined-instruction'
    | 'unmapped-access'
    | 'unmodelled-peripheral'
    | 'unaligned-access'
    | 'usage-fault'
    | 'lockup'
    | 'stack-collision'
    | 'breakpoint'
    | 'time-out';
  readonly pc: number;
  readonly symbol: string | undefined;
  /** Where the instruction comes from, when the image has debug data. */
  readonly source?: SourceLine | undefined;
  /** The data address of a faulting access. */
  readonly address: number | undefined;
  readonly message: string;
  readonly advice: string;
  /** The functions under way, the outermost first, where that was found out. */
  readonly calls?: readonly string[];
}

/** What the firmware asked of the flash accelerator. */
export interface FlashSettings {
  /** Of a fetch that no cache answers. */
  readonly waitStates: number;
  /** Of a data read that no cache answers, where it differs. */
  readonly dataWaitStates?: number;
  readonly prefetch: boolean;
  readonly instructionCache: boolean;
  readonly dataCache: boolean;
}

/** How deep one stack got. */
export interface StackUse {
  /** `main`, or the variable that the stack of an RTOS's task is in. */
  readonly name: string;
  /** From the lowest stack pointer to where the stack began. */
  readonly used: AddressRange;
  /** Bytes of that variable. */
  readonly reservedBytes: number | undefined;
}

/** The tensor arena that firmware of the user's has given TensorFlow Lite Micro. */
export interface ArenaUse {
  readonly place: AddressRange;
  readonly usedBytes: number;
}

/** What an inference was given, and what it came to: bytes of each input and output tensor. */
export interface Answered {
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
}

/** A function as it was called by one chain of functions. */
export interface ProfileNode {
  readonly symbol: string;
  readonly address: number;
  /** Where the function begins, when the image has debug data. */
  readonly source: SourceLine | undefined;
  readonly calls: number;
  /** Cycles of its own instructions. */
  readonly ownCycles: CyclesByCause;
  readonly callees: readonly ProfileNode[];
}

/** What an engine found out about one run of an image. */
export interface RunTrace {
  readonly engine: 'simulate';
  /** Clock of the core as the firmware has set it up: when the last call of the region ended, or else the run. */
  readonly clockHz: number;
  /** From reset to the end of the run. */
  readonly total: CostInterval;
  /** Calls of the region of interest in time order: the inference, or the user's `--region`. */
  readonly regions: readonly CallTrace[];
  /** Layer calls inside the last region, in time order. */
  readonly layers: readonly CallTrace[];
  /** Of the main stack. */
  readonly stackPeakBytes: number;
  /** Every stack, the main one first; absent where the engine knows one stack only. */
  readonly stacks?: readonly StackUse[];
  /** Most bytes that interrupt handlers took of the main stack. */
  readonly handlerPeakBytes?: number | undefined;
  readonly heapPeakBytes: number;
  /** Where the heap was, as far as it is known. */
  readonly heap?: AddressRange | undefined;
  /** In firmware of the user's: part of its static data or its heap. */
  readonly arena?: ArenaUse | undefined;
  /** Bytes of arena in use at most, as the runtime reports it; undefined where the firmware has no arena we know. */
  readonly arenaBytes: number | undefined;
  /** Undefined for firmware of the user's. */
  readonly laidOut?: LaidOutMemory | undefined;
  /** In force then; undefined for a part whose flash has no accelerator. */
  readonly flashSettings: FlashSettings | undefined;
  /** Of the last call of the region, or of the whole run: the outermost functions. Only where it was asked for. */
  readonly profile?: readonly ProfileNode[] | undefined;
  readonly outputs: readonly Uint8Array[];
  /** What each layer computed, in running order, in firmware of preflash's around a weights.h. */
  readonly layerOutputs?: readonly Uint8Array[] | undefined;
  /** Of the last inference of NNoM, where symbols tell its buffers. */
  readonly answered?: Answered | undefined;
  /** Text the firmware printed by semihosting, ITM or UART, and the bytes it was read from. */
  readonly consoleText: string;
  readonly consoleBytes: Uint8Array;
  readonly exitCode: number | undefined;
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly advice: string }[];
}
