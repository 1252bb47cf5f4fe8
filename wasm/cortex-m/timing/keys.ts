import { KEY_COUNT_LIMIT, KEY_MEANINGS } from '../layout';

/*
 * A timing key stands for one combination of instruction class and cycles: each execution counts its key, and the host
 * derives instructions by class and cycles by cause from the counts. The first sixteen are "this class, one cycle".
 */

export const PLAIN_KEYS: u32 = 16;

let keyCount: u32 = 0;

function meaning(instructionClass: u32, cause: u32, extra: u32): u32 {
  return instructionClass | (cause << 8) | (extra << 16);
}

export function resetKeys(): void {
  for (let i: u32 = 0; i < PLAIN_KEYS; i++) store<u32>(KEY_MEANINGS + i * 4, meaning(i, 0, 0));
  keyCount = PLAIN_KEYS;
}

/** Returns the key of an instruction that takes 1 + `extra` cycles, the extra ones for `cause`. */
export function keyFor(instructionClass: u32, cause: u32, extra: u32): u32 {
  if (extra == 0) return instructionClass;
  const wanted = meaning(instructionClass, cause, extra);
  for (let i = PLAIN_KEYS; i < keyCount; i++) {
    if (load<u32>(KEY_MEANINGS + i * 4) == wanted) return i;
  }
  if (keyCount == KEY_COUNT_LIMIT) unreachable();
  store<u32>(KEY_MEANINGS + keyCount * 4, wanted);
  return keyCount++;
}

@inline export function classOfKey(key: u32): u32 {
  return load<u8>(KEY_MEANINGS + key * 4);
}

export function keysInUse(): u32 {
  return keyCount;
}
