import { hostResetWatchdog } from '../host';
import { RECORDS, RECORD_BYTES } from '../layout';
import { STOP_BREAK, STOP_SELF_PROGRAMMING, STOP_SLEEP, STOP_UNDEFINED, exitTo, setCurrent, settled, stop } from '../state';

// @ts-ignore: decorator
@inline
function wordAddress(record: usize): u32 {
  return u32((record - RECORDS) / RECORD_BYTES);
}

export function NOP(_record: usize): void {}

export function WDR(record: usize, next: usize): usize {
  setCurrent(record);
  hostResetWatchdog();
  return settled(next);
}

/** The host decides what ends the sleep and moves time forward. */
export function SLEEP(record: usize, next: usize): usize {
  stop(STOP_SLEEP, wordAddress(record));
  return exitTo(next);
}

export function BREAK(record: usize, next: usize): usize {
  stop(STOP_BREAK, wordAddress(record));
  return exitTo(next);
}

/** Program memory never changes during a run: firmware that reprograms itself is refused. */
export function SPM(record: usize, next: usize): usize {
  stop(STOP_SELF_PROGRAMMING, wordAddress(record));
  return exitTo(next);
}

export function SPM_Z_INC(record: usize, next: usize): usize {
  stop(STOP_SELF_PROGRAMMING, wordAddress(record));
  return exitTo(next);
}

/** A word that is no instruction of this core, or lies outside the program. */
export function UNDEFINED(record: usize, _next: usize): usize {
  stop(STOP_UNDEFINED, wordAddress(record));
  return exitTo(record);
}
