import type { CoreModel, CoreTiming } from './core-timing.ts';

const core = 'Cortex-M3 TRM (ARM DDI 0337I) table 3-1';
const pipelining = 'Cortex-M3 TRM (ARM DDI 0337I) section 3.3.2, load/store timings';
const exceptions = 'Cortex-M3 TRM (ARM DDI 0337I) section 3.9, exceptions';

/** Cortex-M3 on zero-wait memory. The pipeline is the Cortex-M4's; the multiplier is not. */
export const cortexM3Timing: CoreTiming = {
  alu: { cycles: 1, cause: 'issue', source: core },
  multiply: { cycles: 1, cause: 'multiplyDivide', source: core },
  multiplyAccumulate: { cycles: 2, cause: 'multiplyDivide', source: core },
  // 3 to 5, and 4 to 7 with accumulation: the rest depends on the operands, timing/long-multiply.ts.
  multiplyLong: { cycles: 3, cause: 'multiplyDivide', source: core },
  multiplyLongAccumulate: { cycles: 4, cause: 'multiplyDivide', source: core },
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
};

export const cortexM3: CoreModel = {
  id: 'cortex-m3',
  architectures: ['v6m', 'v7m'],
  timing: cortexM3Timing,
  parameters: {
    cpuid: { value: 0x411fc231, source: 'Cortex-M3 TRM (ARM DDI 0337) CPUID base register, r1p1' },
    directRefill: { value: 1, source: `${core}, note: P is 1 to 3; a direct branch is speculated from decode` },
    registerRefill: { value: 2, source: `${core}, note: P is 1 to 3; a register is known one cycle later` },
    loadRefill: { value: 3, source: pipelining },
    straddleRefill: { value: 1, source: `${core}, note: P depends on the alignment and width of the target` },
    pipelinedLoads: { value: 1, source: pipelining },
    addressInterlock: { value: 1, source: pipelining },
    earlyLongMultiply: { value: 1, source: `${core}, note: long multiplies use early termination` },
    exceptionEntry: { value: 12, source: exceptions },
    tailChain: { value: 6, source: exceptions },
    exceptionReturn: { value: 10, source: `${exceptions}: the entry's transfers without its vector fetch` },
  },
};
