import type { CoreModel, CoreTiming } from './core-timing.ts';

const core = 'Cortex-M4 TRM (ARM 100166) table 3-1';
const pipelining = 'Cortex-M4 TRM (ARM 100166) section 3.3.3, load/store timings';
const fpu = 'Cortex-M4 TRM (ARM 100166) table 7-1';

const exceptions = 'Cortex-M4 TRM (ARM 100166) section 3.9';

/** Cortex-M4 with FPv4-SP on zero-wait memory. Pipeline refills (P, 1 to 3) are among the parameters below. */
export const cortexM4: CoreTiming = {
  alu: { cycles: 1, cause: 'issue', source: core },
  dsp: { cycles: 1, cause: 'issue', source: core },
  multiply: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyAccumulate: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyLong: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyLongAccumulate: { cycles: 1, cause: 'multiplyDivide', source: core },
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
  branchLink: { cycles: 1, cause: 'branchRefill', source: core },
  branchConditional: { cycles: 1, cause: 'branchRefill', source: core },
  branchRegister: { cycles: 1, cause: 'branchRefill', source: core },
  // IT folding is left out: the manual does not say when it happens.
  it: { cycles: 1, cause: 'issue', source: core },
  hint: { cycles: 1, cause: 'issue', source: core },
  wait: { cycles: 1, cause: 'issue', source: core },
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

export const cortexM4F: CoreModel = {
  id: 'cortex-m4f',
  architectures: ['v6m', 'v7m', 'v7em', 'fpv4sp'],
  timing: cortexM4,
  parameters: {
    cpuid: { value: 0x410fc241, source: 'Cortex-M4 TRM (ARM 100166) CPUID base register, r0p1' },
    // nrfx's delay loop of SUBS and BHI, taken, is documented as three cycles on the Cortex-M4.
    directRefill: { value: 1, source: `${core}, note: P is 1 to 3; a direct branch is speculated from decode` },
    registerRefill: { value: 2, source: `${core}, note: P is 1 to 3; a register is known one cycle later` },
    loadRefill: { value: 3, source: pipelining },
    straddleRefill: { value: 1, source: `${core}, note: P depends on the alignment and width of the target` },
    pipelinedLoads: { value: 1, source: pipelining },
    addressInterlock: { value: 1, source: pipelining },
    earlyLongMultiply: { value: 0, source: `${core}: long multiplies take one cycle` },
    exceptionEntry: { value: 12, source: exceptions },
    tailChain: { value: 6, source: exceptions },
    exceptionReturn: { value: 10, source: `${exceptions}: the entry's transfers without its vector fetch` },
  },
};
