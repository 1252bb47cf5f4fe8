import type { CoreTiming } from './core-timing.ts';

const core = 'Cortex-M4 TRM (ARM 100166) table 3-1';
const pipelining = 'Cortex-M4 TRM (ARM 100166) section 3.3.3, load/store timings';
const fpu = 'Cortex-M4 TRM (ARM 100166) table 7-1';

/**
 * Cortex-M4 with FPv4-SP on zero-wait memory. Pipeline refills of direct and register branches (P, 1 to 3) are not in
 * here: they depend on the target and are in timing/refill.ts.
 */
export const cortexM4: CoreTiming = {
  alu: { cycles: 1, cause: 'issue', source: core },
  dsp: { cycles: 1, cause: 'issue', source: core },
  multiply: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyAccumulate: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyLong: { cycles: 1, cause: 'multiplyDivide', source: core },
  dspMultiply: { cycles: 1, cause: 'multiplyDivide', source: core },
  // The rest of 2 to 12 depends on the operands: execute/multiply.ts.
  divide: { cycles: 2, cause: 'multiplyDivide', source: core },
  load: { cycles: 2, cause: 'loadStore', source: core },
  loadLiteral: { cycles: 2, cause: 'loadStore', source: core },
  // STR Rx,[Ry,#imm] is always one cycle: the store is performed while the next instruction executes.
  store: { cycles: 1, cause: 'loadStore', source: pipelining },
  storeRegisterOffset: { cycles: 2, cause: 'loadStore', source: pipelining },
  loadMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: core },
  storeMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: core },
  // At least two cycles for the load and three for the reload: "at least five cycles".
  loadPc: { cycles: 2, cause: 'loadStore', source: pipelining },
  loadMultiplePc: { cycles: 1, perRegister: 1, cause: 'loadStore', source: core },
  // Two cycles for the load, one for the addition, three for the reload: "at least six cycles".
  tableBranch: { cycles: 3, cause: 'loadStore', source: pipelining },
  branch: { cycles: 1, cause: 'branchRefill', source: core },
  branchConditional: { cycles: 1, cause: 'branchRefill', source: core },
  branchRegister: { cycles: 1, cause: 'branchRefill', source: core },
  // IT folding is left out: the manual does not say when it happens.
  it: { cycles: 1, cause: 'issue', source: core },
  hint: { cycles: 1, cause: 'issue', source: core },
  barrier: { cycles: 1, cause: 'issue', source: core },
  cps: { cycles: 1, cause: 'issue', source: core },
  specialRegister: { cycles: 2, cause: 'issue', source: core },
  floatAlu: { cycles: 1, cause: 'fpu', source: fpu },
  floatConvert: { cycles: 1, cause: 'fpu', source: fpu },
  floatMove: { cycles: 1, cause: 'fpu', source: fpu },
  floatMovePair: { cycles: 2, cause: 'fpu', source: fpu },
  floatMultiplyAccumulate: { cycles: 3, cause: 'fpu', source: fpu },
  // 14 cycles, but an integer instruction may follow at once: the FPU stays busy for the other 13.
  floatDivide: { cycles: 1, cause: 'fpu', source: fpu },
  floatLoad: { cycles: 2, cause: 'loadStore', source: fpu },
  floatLoadPair: { cycles: 3, cause: 'loadStore', source: fpu },
  floatStore: { cycles: 2, cause: 'loadStore', source: fpu },
  floatStorePair: { cycles: 3, cause: 'loadStore', source: fpu },
  floatLoadMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: fpu },
  floatStoreMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: fpu },
};
