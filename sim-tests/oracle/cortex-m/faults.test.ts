import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../../src/simulate/cortex-m/machine.ts';
import { SimulationFault } from '../../../src/simulate/faults.ts';
import type { Fault } from '../../../src/simulate/types.ts';
import { testDevice } from './device.ts';
import { block, blockBytes, blocksStart, codeStart, dataStart } from './layout.ts';
import { runOnQemu } from './qemu.ts';
import { assembleRunner } from './runner.ts';
import * as thumb from './thumb.ts';

/** Code at fixed addresses behind the runner: the fault handler, and the instructions that fault. */
const handlerAddress = 0x1000;
const faultyAddress = 0x2000;
const faultVectors = [3, 4, 5, 6];
/** CFSR and the stacked PC go here, as offsets in words of the only block. */
const statusWord = block.scratch;
const stackedPcWord = block.scratch + 1;
const stackedPcOffset = 24;
const cfsr = 0xe000_ed28;
const ccr = 0xe000_ed14;
const cpacr = 0xe000_ed88;
const unmapped = 0x6000_0000;

interface FaultCase {
  readonly name: string;
  /** Brings the fault about; the last instruction is the one that faults. */
  readonly code: thumb.Code;
  readonly lastBytes: 2 | 4;
  /** Bit of CFSR that the manual names, ARMv7-M ARM B3.2.15; undefined for BKPT, which sets HFSR.DEBUGEVT. */
  readonly cfsrBit: number | undefined;
  readonly kind: Fault['kind'];
}

const at = (register: number, address: number): thumb.Code => thumb.loadConstant(register, address);

const cases: readonly FaultCase[] = [
  { name: 'UDF', code: [0xde00], lastBytes: 2, cfsrBit: 16, kind: 'undefined-instruction' },
  { name: 'UDF.W', code: [0xf7f0, 0xa000], lastBytes: 4, cfsrBit: 16, kind: 'undefined-instruction' },
  { name: 'an unallocated encoding', code: [0xfb80, 0x00f0], lastBytes: 4, cfsrBit: 16, kind: 'undefined-instruction' },
  { name: 'a double-precision VADD', code: [0xee31, 0x0b02], lastBytes: 4, cfsrBit: 16, kind: 'undefined-instruction' },
  { name: 'BKPT that is not semihosting', code: [0xbe01], lastBytes: 2, cfsrBit: undefined, kind: 'breakpoint' },
  {
    name: 'LDRD from an unaligned address',
    code: [...at(0, dataStart + 2), 0xe9d0, 0x1200],
    lastBytes: 4,
    cfsrBit: 24,
    kind: 'unaligned-access',
  },
  {
    name: 'LDM from an unaligned address',
    code: [...at(0, dataStart + 1), 0xc806],
    lastBytes: 2,
    cfsrBit: 24,
    kind: 'unaligned-access',
  },
  // QEMU looks at CCR again when CONTROL is written.
  {
    name: 'LDR from an unaligned address with CCR.UNALIGN_TRP',
    code: [
      ...at(0, ccr),
      ...at(1, 0x208),
      ...thumb.store(1, 0, 0),
      ...thumb.barriers,
      ...thumb.writeSpecial('control', 4),
      ...at(0, dataStart + 2),
      ...thumb.load(1, 0, 0),
    ],
    lastBytes: 4,
    cfsrBit: 24,
    kind: 'unaligned-access',
  },
  {
    name: 'UDIV by zero with CCR.DIV_0_TRP',
    code: [...at(0, ccr), ...at(1, 0x210), ...thumb.store(1, 0, 0), ...at(2, 0), 0xfbb0, 0xf1f2],
    lastBytes: 4,
    cfsrBit: 25,
    kind: 'usage-fault',
  },
  {
    name: 'VADD with the FPU off',
    code: [...at(0, cpacr), ...at(1, 0), ...thumb.store(1, 0, 0), ...thumb.barriers, 0xee30, 0x0a81],
    lastBytes: 4,
    cfsrBit: 19,
    kind: 'usage-fault',
  },
  {
    name: 'a load where there is no memory',
    code: [...at(0, unmapped), ...thumb.load(1, 0, 0)],
    lastBytes: 4,
    cfsrBit: 9,
    kind: 'unmapped-access',
  },
  {
    name: 'a byte store where there is no memory',
    code: [...at(0, unmapped), 0x7001],
    lastBytes: 2,
    cfsrBit: 9,
    kind: 'unmapped-access',
  },
];

/** Copies CFSR and the address of the faulting instruction into the block, then stops. */
function handlerCode(stopAddress: number): thumb.Code {
  const lead = [
    ...thumb.loadConstant(0, blocksStart),
    ...thumb.loadConstant(1, cfsr),
    ...thumb.load(2, 1, 0),
    ...thumb.store(2, 0, statusWord * 4),
    ...thumb.load(2, 13, stackedPcOffset),
    ...thumb.store(2, 0, stackedPcWord * 4),
  ];
  return [...lead, ...thumb.branch(stopAddress - (handlerAddress + lead.length * 2))];
}

function faultImage({ code }: FaultCase): { code: Uint8Array; blocks: Uint8Array } {
  const runner = assembleRunner(1);
  const memory = new Uint16Array((faultyAddress + 0x100) / 2);
  memory.set(runner.halfwords);
  memory.set(handlerCode(runner.stopAddress), handlerAddress / 2);
  memory.set(code, faultyAddress / 2);
  for (const vector of faultVectors) memory.set([handlerAddress | 1, 0], vector * 2);
  const words = new Uint32Array(block.words);
  words[block.entry] = faultyAddress | 1;
  words[block.stackPointer] = dataStart + 0x1000;
  words[block.mainStack] = dataStart + 0x1000;
  return { code: new Uint8Array(memory.buffer), blocks: new Uint8Array(words.buffer) };
}

describe('what faults on QEMU stops the run, at the same instruction', () => {
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = await loadSimulatorModule('cortex-m');
  });

  function faultOnPreflash({ code, blocks }: ReturnType<typeof faultImage>): Fault {
    const machine = new CortexMMachine(module, testDevice);
    machine.writeBytes(codeStart, code);
    machine.writeBytes(blocksStart, blocks);
    machine.reset(codeStart);
    try {
      machine.runFor(10_000);
    } catch (error) {
      if (error instanceof SimulationFault) return error.fault;
      throw error;
    }
    throw new Error('the run did not fault');
  }

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, faultCase) => {
    const image = faultImage(faultCase);
    const faultingPc = faultyAddress + faultCase.code.length * 2 - faultCase.lastBytes;
    const onQemu = new Uint32Array(runOnQemu(image).buffer, 0, blockBytes / 4);
    expect(onQemu[stackedPcWord]).toBe(faultingPc);
    expect(onQemu[statusWord]! & 0x1f0f_0300).toBe(faultCase.cfsrBit === undefined ? 0 : 1 << faultCase.cfsrBit);
    const fault = faultOnPreflash(image);
    expect({ kind: fault.kind, pc: fault.pc }).toEqual({ kind: faultCase.kind, pc: faultingPc });
  });
});
