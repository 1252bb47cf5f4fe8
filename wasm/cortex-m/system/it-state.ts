import { CONDITION_SHIFT, OP_WIDE } from '../layout';

/**
 * ITSTATE in front of the record `ip`, from the conditions that decoding gave this record and those behind it: the
 * condition in the upper half, and below it for each instruction left whether it takes the condition or its opposite,
 * then a one (section A7.3.3).
 */
export function itStateOf(ip: usize): u32 {
  const first = conditionOf(ip);
  if (first == 0) return 0;
  const base = first - 1;
  let state = (base >> 1) << 5;
  let bit: u32 = 0x10;
  let at = ip;
  for (let i: u32 = 0; i < 4; i++) {
    const condition = conditionOf(at);
    if (condition == 0 || (condition - 1) >> 1 != base >> 1) break;
    state |= (condition - 1) & 1 ? bit : 0;
    bit >>= 1;
    at += (load<u16>(at) & OP_WIDE) != 0 ? 32 : 16;
  }
  return state | bit;
}

function conditionOf(ip: usize): u32 {
  return ((load<u16>(ip) as u32) >> CONDITION_SHIFT) & 0xf;
}
