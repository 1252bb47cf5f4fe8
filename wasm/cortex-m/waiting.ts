import { following } from './blocks';
import { pendingFault } from './fault';
import { getFpscr } from './float/index';
import { shiftPrefetch } from './memory/flash';
import { FETCHED_WORD, IP_STOP, KEY_COUNTS, OP_MASK, REGISTERS, REMAINING, STALLS } from './layout';
import { beginObservation, clearStores, endObservation, isSpoiled, sameStores } from './memory/observed';
import { reserve } from './memory/regions';
import { KIND_STOP, kindOf } from './opcodes.generated';
import { step } from './run';
import { entryCount } from './system/exceptions';
import { basepri, control, faultmask, ipsr, primask } from './system/mode';
import { deadline } from './time';
import { keysInUse } from './timing/keys';

/*
 * Waiting loops: firmware that polls a variable that only an interrupt changes, or a flag that only an event does. Two
 * rounds of such a loop begin with the same registers, flags, masks, memory and fetched word, and take the same cycles
 * for the same causes; then every further round does, until something happens that is due. Those rounds are counted and
 * not executed: time and counters are what they would be. It is looked for where the core goes on behind an event.
 */

/** Fewer cycles up to the next event are not worth a look. */
const LEAST_CYCLES: i32 = 4096;
/** Instructions that are looked at before it is given up, and rounds that begin in different states. */
const LONGEST_LOOK: u32 = 256;
const ROUNDS: u32 = 6;

/** Registers, single registers and flags are one stretch of memory. */
const STATE_BYTES: u32 = 0xd8;
const STALL_BYTES: u32 = 64;
const KEY_BYTES: u32 = 2048;

/** What the loop's last round began with, and its counters: in `place` when that is not 0. */
let place: usize = 0;
let mayWait: bool = false;

/** Called when the core goes on behind an event or at the beginning of a slice. Handlers do not wait. */
export function considerWaiting(): void {
  mayWait = ipsr == 0 && load<i32>(0, REMAINING) > LEAST_CYCLES;
}

/** Whether the next instructions are to be looked at; asked once. */
export function takesLook(): bool {
  const takes = mayWait;
  mayWait = false;
  return takes;
}

@inline function time(): i64 { return deadline - (load<i32>(0, REMAINING) as i64); }

/** Executes from the record `ip` on, and skips the rounds of a loop that waits; returns the record to go on with. */
export function lookForWaiting(ip: usize): usize {
  if (place == 0) place = reserve(STATE_BYTES + STALL_BYTES + KEY_BYTES);
  beginObservation();
  const next = look(ip);
  endObservation();
  return next;
}

function look(start: usize): usize {
  let ip = start;
  let head: usize = 0;
  let rounds: u32 = 0;
  const entries = entryCount;
  for (let steps: u32 = 0; steps < LONGEST_LOOK; steps++) {
    if (load<i32>(0, REMAINING) <= 0 || kindOf(load<u32>(ip) & OP_MASK) == KIND_STOP) return ip;
    const next = step(ip);
    if (next == IP_STOP || isSpoiled || pendingFault != 0 || entryCount != entries) return next;
    const isBack = next < ip || (next == ip && following(ip) != next);
    ip = next;
    if (head == 0 && isBack) {
      head = ip;
      beginRounds();
    } else if (ip == head) {
      if (++rounds == ROUNDS) return ip;
      if (completeRound()) {
        skipRounds();
        return ip;
      }
    }
  }
  return ip;
}

// ---- rounds: what one began with and what it cost

/** Rounds in a row that ended as they began. */
let alike: u32 = 0;
let fpscr: u32 = 0;
let masks: u32 = 0;
let fetched: u32 = 0;
let began: i64 = 0;
let cycles: i64 = 0;

function beginRounds(): void {
  alike = 0;
  cycles = 0;
  remember();
}

function masksNow(): u32 {
  return (ipsr << 16) ^ (control << 12) ^ (basepri << 4) ^ (faultmask << 1) ^ primask;
}

/** Keeps the state and the counters of now. */
function remember(): void {
  memory.copy(place, REGISTERS, STATE_BYTES);
  memory.copy(place + STATE_BYTES, STALLS, STALL_BYTES);
  memory.copy(place + STATE_BYTES + STALL_BYTES, KEY_COUNTS, KEY_BYTES);
  fpscr = getFpscr();
  masks = masksNow();
  fetched = load<u32>(0, FETCHED_WORD);
  began = time();
  clearStores();
}

function isAsRemembered(): bool {
  return (
    memory.compare(place, REGISTERS, STATE_BYTES) == 0 &&
    fpscr == getFpscr() &&
    masks == masksNow() &&
    fetched == load<u32>(0, FETCHED_WORD)
  );
}

/** A round is over: whether it was the second one that ended as it began, for the same cycles. */
function completeRound(): bool {
  const took = time() - began;
  const same = isAsRemembered() && sameStores();
  alike = same && took == cycles ? alike + 1 : 0;
  cycles = took;
  if (alike == 2) return true;
  remember();
  return false;
}

/** Counts as many rounds more as end before anything is due: each like the last. */
function skipRounds(): void {
  const left = (load<i32>(0, REMAINING) - 1) as i64;
  const times = left / cycles;
  if (times <= 0) return;
  for (let cause: u32 = 0; cause < STALL_BYTES; cause += 8) repeatCounter(STALLS + cause, place + STATE_BYTES + cause, times);
  const keys = place + STATE_BYTES + STALL_BYTES;
  for (let key: u32 = 0; key < keysInUse() * 8; key += 8) repeatCounter(KEY_COUNTS + key, keys + key, times);
  store<i32>(0, load<i32>(0, REMAINING) - ((times * cycles) as i32), REMAINING);
  shiftPrefetch(times * cycles);
}

function repeatCounter(counter: usize, before: usize, times: i64): void {
  const now = load<i64>(counter);
  store<i64>(counter, now + (now - load<i64>(before)) * times);
}
