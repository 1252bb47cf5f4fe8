import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../../src/simulate/cortex-m/machine.ts';
import { SimulationFault } from '../../../src/simulate/faults.ts';
import type { Fault } from '../../../src/simulate/types.ts';
import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import { type Encoding, halfwordsOf, randomEncoding } from '../../isa/random-encoding.ts';
import { randomFrom, seedFromEnvironment } from '../random.ts';
import { testDeviceOf } from './device.ts';
import { codeStart } from './layout.ts';
import { cortexM0Machine, cortexM3Machine, type OracleMachine } from './machines.ts';
import { namedRegisters } from './operands.ts';
import { compileProgram } from './program.ts';
import { runOnQemu } from './qemu.ts';

const encodingsPerRow = 2;
/**
 * What QEMU 7.2 executes although the core has it not: section A7.7 of DDI 0403E gives these to "ARMv7-M with the DSP
 * extension" alone, and section A5.2 of DDI 0419 has no CBZ, CBNZ and IT in ARMv6-M.
 */
const lenient: Readonly<Record<OracleMachine['core'], RegExp>> = {
  'cortex-m4f': /^$/,
  'cortex-m3': /^([SU]SAT16|SM(UAD|LAD|USD|LSD|ULW|LAW|LALD|LSLD).*|USADA?8|[SU]XTA[BH])_T1$/,
  'cortex-m0plus': /^CBN?Z_T1$/,
};
/** IT makes QEMU's Cortex-M0 fault for ever on the instruction behind it. */
const hangsQemu: ReadonlySet<string> = new Set(['IT_T1']);
const faulted = 1;
const codeAddress = codeStart + 0x100;
/** Each encoding has a place of its own: what was decoded once stays decoded. */
const codeSpacing = 16;
const traceBytes = 4096 * 4;

/** Encodings that leave SP and LR alone, so that the program goes on where QEMU executes them nevertheless. */
const encodingsOf = ({ foreignRows }: OracleMachine): Encoding[] => {
  const random = randomFrom(seedFromEnvironment());
  return foreignRows.flatMap((row) => {
    const suits = (fields: Fields): boolean => [13, 14].every((register) => !namedRegisters(row, fields).has(register));
    return Array.from({ length: encodingsPerRow }, () => randomEncoding(row, random, suits));
  });
};

function onQemu(machine: OracleMachine, encodings: readonly Encoding[]): boolean[] {
  const code = compileProgram('undefined.c', 'cortex-m0plus');
  const blocks = new Uint8Array(traceBytes);
  new Uint32Array(blocks.buffer).set(encodings.map(({ encoding }) => encoding));
  const results = new Uint32Array(runOnQemu({ code, blocks }, machine).buffer, 0, encodings.length);
  return Array.from(results, (result) => result === faulted);
}

/** The fault of one instruction, undefined when it executes. */
function faultOf(machine: CortexMMachine, codeAddress: number, encoding: Encoding): Fault | undefined {
  const code = Uint16Array.from([...halfwordsOf(encoding), 0xbf00, 0xbf00]);
  machine.writeBytes(codeStart, new Uint8Array(Uint32Array.from([0x2000_1000, codeAddress | 1]).buffer));
  machine.writeBytes(codeAddress, new Uint8Array(code.buffer));
  machine.reset(codeStart);
  try {
    machine.step();
  } catch (error) {
    if (error instanceof SimulationFault) return error.fault;
    throw error;
  }
  return undefined;
}

describe.each([cortexM3Machine, cortexM0Machine])('instructions of larger cores are undefined: $core', (machine) => {
  const encodings = encodingsOf(machine);
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = await loadSimulatorModule('cortex-m');
  });

  it('all of them fault on QEMU, but for those it is known to execute', () => {
    const asked = encodings.filter(({ row }) => !hangsQemu.has(row.id));
    const faults = onQemu(machine, asked);
    const executed = new Set(asked.filter((_, index) => !faults[index]).map(({ row }) => row.id));
    expect([...executed].filter((id) => !lenient[machine.core].test(id))).toEqual([]);
  });

  it('all of them stop the run here, saying what the core lacks', () => {
    const simulator = new CortexMMachine(module, testDeviceOf(machine.core));
    const others = encodings.flatMap((encoding, index) => {
      const fault = faultOf(simulator, codeAddress + index * codeSpacing, encoding);
      const isNamed = fault?.kind === 'undefined-instruction' && fault.message.includes('which needs');
      return isNamed ? [] : [`${encoding.row.id}: ${fault?.message ?? 'executes'}`];
    });
    expect(others).toEqual([]);
  });
});
