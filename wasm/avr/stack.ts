import { cyclesAt } from './flow';
import { STOP_COLLISION, current, stop } from './state';

/** The stack pointer with its low-water mark, and the heap it must not run into. Addresses are those of data space. */
export let sp: u32 = 0;
/** Lowest stack pointer since reset. */
export let lowestSp: u32 = 0xffff;
/** First byte above static data, and above the heap once there is one: the stack may not go below it. */
let stackLimit: u32 = 0;
/** A stack pointer below this has news: a new low, or a collision. */
let stackMark: u32 = 0xffff;
/** Whether the stack is below its limit. */
export let stackCollided: bool = false;

/** Where the C library keeps the end of the heap (`__brkval`, 16 bits); 0 when that is not known. */
let heapEndVariable: u32 = 0;
export let highestHeapEnd: u32 = 0;

/** avr-gcc writes the two halves of a 16-bit variable or register within this many cycles. */
const HALVES_APART: i64 = 8;
/** The half that was written while the other was still to come: 0 low, 1 high, -1 none; and when. */
let openSpHalf: i32 = -1;
let openSpCycle: i64 = 0;
let openHeapHalf: i32 = -1;
let openHeapCycle: i64 = 0;

// @ts-ignore: decorator
@inline
export function setSp(value: u32): void {
  sp = value & 0xffff;
  if (sp < stackMark) noteStack();
}

/**
 * After a collision the run goes on until the stack is back above the heap, so that the low-water mark tells by how
 * much they overlapped.
 */
function noteStack(): void {
  if (sp < lowestSp) lowestSp = sp;
  if (sp + 1 < stackLimit) {
    stackCollided = true;
    stackMark = 0xffff;
  } else if (stackCollided) {
    stop(STOP_COLLISION, sp);
  } else {
    stackMark = max(lowestSp, stackLimit);
  }
}

/**
 * Writes SPL (half 0) or SPH (half 1). AVRe+ code writes SPH first, AVRxt code SPL; until the second half is there the
 * pointer is none that the program means.
 */
export function writeSpHalf(half: i32, value: u32): void {
  const shift = half << 3;
  const written = (sp & ~((0xff as u32) << shift)) | (value << shift);
  if (openSpHalf == 1 - half && cyclesAt(current) - openSpCycle <= HALVES_APART) {
    openSpHalf = -1;
    setSp(written);
  } else {
    openSpHalf = half;
    openSpCycle = cyclesAt(current);
    sp = written;
  }
}

/** Starts the low-water mark again. */
export function setLowestStackPointer(value: u32): void {
  lowestSp = value;
  stackMark = max(lowestSp, stackLimit);
}

/** @param heapStart first byte above static data; 0 where it is not known */
export function configureHeap(heapStart: u32, endVariable: u32): void {
  stackLimit = heapStart;
  highestHeapEnd = heapStart;
  heapEndVariable = endVariable;
  stackMark = 0xffff;
}

/** Told of every byte written to the page of the variable that holds the end of the heap. */
export function noteWriteBesideHeapEnd(address: u32, variable: u32): void {
  const half = i32(address - heapEndVariable);
  if (half != 0 && half != 1) return;
  if (openHeapHalf == 1 - half && cyclesAt(current) - openHeapCycle <= HALVES_APART) {
    openHeapHalf = -1;
    noteHeapEnd(variable);
  } else {
    openHeapHalf = half;
    openHeapCycle = cyclesAt(current);
  }
}

/** The end of the heap, where `heapEndVariable` is. */
export function heapEndAddress(): u32 {
  return heapEndVariable;
}

function noteHeapEnd(end: u32): void {
  if (end == 0) return;
  if (end > highestHeapEnd) highestHeapEnd = end;
  stackLimit = end;
  stackMark = 0xffff;
}
