import * as core from './kinds.generated';

/* Which core of the family this machine is: its row of timing/cores.ts, and what the part adds to it. */

/** Bits of the architectures whose instructions the core has, in the order of `architectures` in isa/types.ts. */
export let architectures: u32 = 0;
/** ARMv6-M: no configurable faults, no BASEPRI, no unaligned accesses. */
export let isBaseline: bool = false;
export let hasDsp: bool = false;
export let hasFpu: bool = false;
/** The part's memory map has the bit-band regions. */
export let hasBitBand: bool = false;

export let cpuid: u32 = 0;
export let directRefillCycles: u32 = 0;
export let registerRefillCycles: u32 = 0;
export let loadRefillCycles: u32 = 0;
export let straddleRefillCycles: u32 = 0;
export let hasPipelinedLoads: bool = false;
export let addressInterlock: u32 = 0;
export let hasEarlyLongMultiply: bool = false;
export let exceptionEntryCycles: u32 = 0;
export let tailChainCycles: u32 = 0;
export let exceptionReturnCycles: u32 = 0;

let timingRows: u32 = 0;
/** Cycles of MUL on a core whose multiplier is a choice of the part's maker. */
let multiplyCycles: u32 = 1;

function parameter(index: u32, which: u32): u32 {
  return core.CORE_PARAMETERS[index * core.PARAMETER_COUNT + which];
}

/** Makes this machine the core at `index` of timing/cores.ts. Before anything is decoded. */
export function selectCore(index: u32, cyclesOfMultiply: u32, bitBand: bool): void {
  architectures = core.CORE_ARCHITECTURES[index];
  isBaseline = architectures == core.ARCHITECTURE_V6M;
  hasDsp = (architectures & core.ARCHITECTURE_V7EM) != 0;
  hasFpu = (architectures & core.ARCHITECTURE_FPV4SP) != 0;
  hasBitBand = bitBand;
  timingRows = index * core.TIMING_COUNT;
  multiplyCycles = cyclesOfMultiply;
  cpuid = parameter(index, core.PARAMETER_CPUID);
  directRefillCycles = parameter(index, core.PARAMETER_DIRECT_REFILL);
  registerRefillCycles = parameter(index, core.PARAMETER_REGISTER_REFILL);
  loadRefillCycles = parameter(index, core.PARAMETER_LOAD_REFILL);
  straddleRefillCycles = parameter(index, core.PARAMETER_STRADDLE_REFILL);
  hasPipelinedLoads = parameter(index, core.PARAMETER_PIPELINED_LOADS) != 0;
  addressInterlock = parameter(index, core.PARAMETER_ADDRESS_INTERLOCK);
  hasEarlyLongMultiply = parameter(index, core.PARAMETER_EARLY_LONG_MULTIPLY) != 0;
  exceptionEntryCycles = parameter(index, core.PARAMETER_EXCEPTION_ENTRY);
  tailChainCycles = parameter(index, core.PARAMETER_TAIL_CHAIN);
  exceptionReturnCycles = parameter(index, core.PARAMETER_EXCEPTION_RETURN);
}

/** What the core's timing table says of a class: cycles, cycles a register from bit 8, cause from bit 16. */
export function timingEntry(timing: u32): u32 {
  const entry = core.CORE_TIMINGS[timingRows + timing];
  return timing == core.TIMING_MULTIPLY ? entry + multiplyCycles - 1 : entry;
}
