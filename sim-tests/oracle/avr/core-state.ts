import type { AvrCore, AvrCoreConfig, AvrIoBus } from '../../../src/simulate/avr/core.ts';
import type { Vector, VectorPart } from './vectors.ts';

/** What an instruction left behind, as text where that makes a difference read well. */
export interface State {
  readonly stop: number;
  readonly registers: string;
  readonly sreg: string;
  readonly rampz: number;
  readonly sp: number;
  readonly pc: number;
  cycles: number;
  readonly ram: number;
}

/** Bytes of `result_t` of simavr-vectors.c. */
export const resultBytes = 52;

/** GPIOR0 and friends: registers that only store. */
export function storageBus(): AvrIoBus {
  const values = new Uint8Array(0x10000);
  return {
    read: (address) => values[address] ?? 0,
    write: (address, value) => {
      values[address] = value;
      return 0;
    },
    takeInterrupt: () => {},
    endInterrupt: () => {},
    resetWatchdog: () => {},
  };
}

export const configOf = (part: VectorPart): AvrCoreConfig => ({
  timing: part.timing,
  programBytes: part.programBytes,
  ram: { base: part.ramStart, sizeBytes: part.ramEnd - part.ramStart },
  ioBase: part.ioBase,
  interruptEntryCycles: part.has22BitPc ? 5 : 4,
});

/** The memory contents that both sides start from. */
export function fillMemories(core: AvrCore, part: VectorPart): void {
  for (let i = 0; i < part.programBytes; i++) core.program[i] = i * 7 + (i >> 8);
  for (let i = part.ramStart; i < part.ramEnd; i++) core.data[i] = i * 13 + (i >> 8);
}

function sumRam(core: AvrCore, part: VectorPart): number {
  const wordCount = (part.ramEnd - part.ramStart) / 4;
  const words = new Uint32Array(core.data.buffer, core.data.byteOffset + part.ramStart, wordCount);
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]!) | 0;
  return sum >>> 0;
}

export const hex = (values: Iterable<number>): string =>
  [...values].map((value) => value.toString(16).padStart(2, '0')).join(' ');

/** Executes one vector here. */
export function execute(core: AvrCore, vector: Vector, part: VectorPart): State {
  core.registers.set(vector.registers);
  core.setExtended(vector.rampz, vector.eind);
  core.sp = vector.sp;
  core.sreg = vector.sreg;
  core.load(vector.pc, new Uint8Array(Uint16Array.from(vector.words).buffer));
  core.decode([vector.pc - 4, vector.pc + 6]);
  core.pc = vector.pc;
  core.clearStop();
  const before = core.cycles;
  const stop = core.runUntil(before);
  return {
    stop,
    registers: hex(core.registers),
    sreg: core.sreg.toString(2).padStart(8, '0'),
    rampz: core.rampz,
    sp: core.sp,
    pc: core.pc,
    cycles: core.cycles - before,
    ram: sumRam(core, part),
  };
}

/** What the other simulator answered. */
export function unpackResult(view: DataView, offset: number): State {
  return {
    stop: 0,
    registers: hex(Array.from({ length: 32 }, (_, i) => view.getUint8(offset + i))),
    sreg: view
      .getUint8(offset + 32)
      .toString(2)
      .padStart(8, '0'),
    rampz: view.getUint8(offset + 33),
    sp: view.getUint16(offset + 36, true),
    pc: view.getUint32(offset + 40, true),
    cycles: view.getUint32(offset + 44, true),
    ram: view.getUint32(offset + 48, true),
  };
}
