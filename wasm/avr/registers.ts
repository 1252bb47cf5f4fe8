import { REGISTERS } from './layout';

// @ts-ignore: decorator
@inline
export function reg(index: u32): u32 {
  return load<u8>(REGISTERS + index);
}

// @ts-ignore: decorator
@inline
export function setReg(index: u32, value: u32): void {
  store<u8>(REGISTERS + index, value);
}

/**
 * A register pair, low register first. Byte by byte: a processor waits for a load that spans two bytes it has stored
 * one by one a moment ago, as pointer arithmetic does.
 */
// @ts-ignore: decorator
@inline
export function pair(index: u32): u32 {
  return load<u8>(REGISTERS + index) | (<u32>load<u8>(REGISTERS + index, 1) << 8);
}

// @ts-ignore: decorator
@inline
export function setPair(index: u32, value: u32): void {
  store<u16>(REGISTERS + index, value);
}

export const X: u32 = 26;
export const Y: u32 = 28;
export const Z: u32 = 30;

/** Fields of a decoded record: see `src/simulate/avr/decode.ts`. */
// @ts-ignore: decorator
@inline
export function fieldD(record: usize): u32 {
  return load<u8>(record, 3);
}

// @ts-ignore: decorator
@inline
export function immediate(record: usize): u32 {
  return load<u32>(record, 4);
}
