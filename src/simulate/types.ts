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

/** What an engine found out about one run of an image. */
export interface RunTrace {
  readonly engine: 'simulate';
  /** Clock of the core when the run ended, as the firmware has set it up. */
  readonly clockHz: number;
  /** From reset to the end of the run. */
  readonly total: CostInterval;
  /** Calls of the region of interest in time order: the inference, or the user's `--region`. */
  readonly regions: readonly CallTrace[];
  /** Layer calls inside the last region, in time order. */
  readonly layers: readonly CallTrace[];
  readonly stackPeakBytes: number;
  readonly heapPeakBytes: number;
  /** Bytes of arena in use at most, as the runtime reports it; undefined where the firmware has no arena we know. */
  readonly arenaBytes: number | undefined;
  /** In force when the run ended; undefined for a part whose flash has no accelerator. */
  readonly flashSettings: FlashSettings | undefined;
  readonly outputs: readonly Uint8Array[];
  /** Text the firmware printed by semihosting, ITM or UART, and the bytes it was read from. */
  readonly consoleText: string;
  readonly consoleBytes: Uint8Array;
  readonly exitCode: number | undefined;
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly advice: string }[];
}
