import { OP_MASK } from './layout';
import { OP_UNDECODED, OP_WATCH } from './opcodes.generated';

/*
 * A watch is a record whose opcode is replaced, so that the loop comes back in front of it. Code in RAM is decoded anew
 * when its page has been written to: its watches are set again then.
 */

const WATCH_LIMIT: u32 = 1024;
const watched = new StaticArray<u32>(WATCH_LIMIT);
const originalHeads = new StaticArray<u32>(WATCH_LIMIT);
let watchCount: u32 = 0;

/** Watches a decoded record, when no block is known; false when there are too many. */
export function addWatch(ip: usize): bool {
  if (watchIndex(ip) >= 0) return true;
  if (watchCount == WATCH_LIMIT) return false;
  watched[watchCount++] = ip as u32;
  armWatch(ip);
  return true;
}

/** When no block is known. */
export function removeWatch(ip: usize): void {
  const index = watchIndex(ip);
  if (index < 0) return;
  if (isArmed(ip)) store<u32>(ip, originalHeads[index]);
  watchCount--;
  watched[index] = watched[watchCount];
  originalHeads[index] = originalHeads[watchCount];
}

export function isWatched(ip: usize): bool {
  return watchIndex(ip) >= 0;
}

/** Sets the watch on a record that has just been decoded, if there is one. */
export function armWatch(ip: usize): void {
  const index = watchIndex(ip);
  const head = load<u32>(ip);
  if (index < 0 || (head & OP_MASK) == OP_UNDECODED || isArmed(ip)) return;
  originalHeads[index] = head;
  store<u32>(ip, (head & ~OP_MASK) | OP_WATCH);
}

/** Puts the instruction back under a watch that is about to be stepped over. */
export function liftWatch(ip: usize): void {
  if (isArmed(ip)) store<u32>(ip, originalHeads[watchIndex(ip)]);
}

@inline function isArmed(ip: usize): bool {
  return (load<u32>(ip) & OP_MASK) == OP_WATCH;
}

function watchIndex(ip: usize): i32 {
  for (let i: u32 = 0; i < watchCount; i++) {
    if (watched[i] == (ip as u32)) return i;
  }
  return -1;
}
