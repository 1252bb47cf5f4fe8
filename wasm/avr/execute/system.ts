import { hostResetWatchdog } from '../host';
import { RECORDS, RECORD_BYTES } from '../layout';
import { STOP_BREAK, STOP_SELF_PROGRAMMING, STOP_SLEEP, STOP_UNDEFINED, setCurrent, stop } from '../state';

// @ts-ignore: decorator
@inline
function wordAddress(record: usize): u32 {
  return u32((record - RECORDS) / RECORD_BYTES);
}

export function NOP(_record: usize): void {}

export function WDR(record: usize): void {
  setCurrent(record);
  hostResetWatchdog();
}

/** The host decides what ends the sleep and moves time forward. */
export function SLEEP(record: usize): void {
  stop(STOP_SLEEP, wordAddress(record));
}

export function BREAK(record: usize): void {
  stop(STOP_BREAK, wordAddress(record));
}

/** Program memory never changes during a run: firmware that reprograms itself is refused. */
export function SPM(record: usize): void {
  stop(STOP_SELF_PROGRAMMING, wordAddress(record));
}

export function SPM_Z_INC(record: usize): void {
  stop(STOP_SELF_PROGRAMMING, wordAddress(record));
}

/** A word that is no instruction of this core, or lies outside the program. */
export function UNDEFINED(record: usize): void {
  stop(STOP_UNDEFINED, wordAddress(record));
}
