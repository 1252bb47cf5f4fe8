import type { CoreModel, CoreTiming } from './core-timing.ts';

const table = 'Cortex-M0+ TRM (ARM DDI 0484C) table 3-1';
const exceptions = 'Cortex-M0+ TRM (ARM DDI 0484C) section 3.6.1';

/** Cortex-M0+ on zero-wait memory: two pipeline stages and one bus for code and data. */
export const cortexM0PlusTiming: CoreTiming = {
  alu: { cycles: 1, cause: 'issue', source: table },
  // "1 or 32, depends on multiplier implementation": the part says which.
  multiply: { cycles: 1, cause: 'multiplyDivide', source: `${table}, note a` },
  // "2 if to AHB interface or SCS, 1 if to single-cycle I/O port": memory/data.ts takes the second one back.
  load: { cycles: 2, cause: 'loadStore', source: `${table}, note b` },
  loadLiteral: { cycles: 2, cause: 'loadStore', source: `${table}, note b` },
  store: { cycles: 2, cause: 'loadStore', source: `${table}, note b` },
  storeRegisterOffset: { cycles: 2, cause: 'loadStore', source: `${table}, note b` },
  loadMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: `${table}: 1 + N` },
  storeMultiple: { cycles: 1, perRegister: 1, cause: 'loadStore', source: `${table}: 1 + N` },
  // POP with PC: 3 + N, of which 2 are the refill below; N counts the PC.
  loadMultiplePc: { cycles: 1, perRegister: 1, cause: 'loadStore', source: `${table}: 3 + N, note d` },
  branch: { cycles: 1, cause: 'branchRefill', source: `${table}: B 2` },
  branchLink: { cycles: 2, cause: 'branchRefill', source: `${table}: BL 3` },
  branchConditional: { cycles: 1, cause: 'branchRefill', source: `${table}: 1, 2 if taken` },
  branchRegister: { cycles: 1, cause: 'branchRefill', source: `${table}: BX, BLX, MOV PC, ADD PC 2` },
  hint: { cycles: 1, cause: 'issue', source: table },
  wait: { cycles: 2, cause: 'issue', source: `${table}: WFE, WFI 2` },
  barrier: { cycles: 3, cause: 'issue', source: `${table}: ISB, DMB, DSB 3` },
  cps: { cycles: 1, cause: 'issue', source: table },
  specialRegister: { cycles: 3, cause: 'issue', source: `${table}: MRS, MSR 3` },
};

export const cortexM0Plus: CoreModel = {
  id: 'cortex-m0plus',
  architectures: ['v6m'],
  timing: cortexM0PlusTiming,
  parameters: {
    cpuid: { value: 0x410cc601, source: 'Cortex-M0+ TRM (ARM DDI 0484C) section 4.3, r0p1' },
    directRefill: { value: 1, source: `${table}: a taken branch takes 2` },
    registerRefill: { value: 1, source: `${table}: BX takes 2` },
    loadRefill: { value: 2, source: `${table}: POP with PC takes 3 + N` },
    straddleRefill: { value: 0, source: `${table} makes no difference by the target` },
    pipelinedLoads: { value: 0, source: `${table}: loads do not overlap` },
    addressInterlock: { value: 0, source: `${table}: none is given` },
    earlyLongMultiply: { value: 0, source: 'ARMv6-M has no long multiplies' },
    exceptionEntry: { value: 15, source: `${exceptions}: interrupt latency of 15 cycles without wait states` },
    // The manual gives neither: the entry without its eight stores; the entry without its vector fetch of two cycles.
    tailChain: { value: 7, source: `${exceptions} gives no number: the entry without the eight words it stacks` },
    exceptionReturn: { value: 13, source: `${exceptions} gives no number: the entry without its vector fetch` },
  },
};
