import { LOWEST_SP, REGISTERS } from '../layout';

const SP: usize = REGISTERS + 13 * 4;

/** Writes SP, whose bits 1..0 read as zero (section B1.4.7), and keeps the lowest value it had (system/stack-marks.ts). */
@inline export function lowerSp(written: u32): void {
  const value = written & ~3;
  store<u32>(SP, value);
  if (value < load<u32>(0, LOWEST_SP)) store<u32>(0, value, LOWEST_SP);
}
