import { FLAG_C, FLAG_N, FLAG_V, FLAG_Z, IMM, RA, RD, REGISTERS, RM, RN, SINGLES } from './layout';

/*
 * Registers as the handlers see them: a record holds register numbers times four, so that each access is one load of
 * the record and one of the register.
 */

@inline export function valueN(ip: usize): u32 { return load<u32>(load<u8>(ip, RN), REGISTERS); }
@inline export function valueM(ip: usize): u32 { return load<u32>(load<u8>(ip, RM), REGISTERS); }
@inline export function valueA(ip: usize): u32 { return load<u32>(load<u8>(ip, RA), REGISTERS); }
@inline export function valueD(ip: usize): u32 { return load<u32>(load<u8>(ip, RD), REGISTERS); }
@inline export function imm(ip: usize): u32 { return load<u32>(ip, IMM); }
@inline export function setD(ip: usize, value: u32): void { store<u32>(load<u8>(ip, RD), value, REGISTERS); }
@inline export function setN(ip: usize, value: u32): void { store<u32>(load<u8>(ip, RN), value, REGISTERS); }
@inline export function setA(ip: usize, value: u32): void { store<u32>(load<u8>(ip, RA), value, REGISTERS); }

@inline export function singleN(ip: usize): u32 { return load<u32>(load<u8>(ip, RN), SINGLES); }
@inline export function singleM(ip: usize): u32 { return load<u32>(load<u8>(ip, RM), SINGLES); }
@inline export function singleD(ip: usize): u32 { return load<u32>(load<u8>(ip, RD), SINGLES); }
@inline export function setSingleD(ip: usize, value: u32): void { store<u32>(load<u8>(ip, RD), value, SINGLES); }

@inline export function register(number: u32): u32 { return load<u32>(REGISTERS + (number << 2)); }
@inline export function setRegister(number: u32, value: u32): void { store<u32>(REGISTERS + (number << 2), value); }

@inline export function carry(): u32 { return load<u32>(0, FLAG_C); }
@inline export function setCarry(value: u32): void { store<u32>(0, value, FLAG_C); }
@inline export function setNZ(result: u32): void {
  store<u32>(0, result, FLAG_N);
  store<u32>(0, result, FLAG_Z);
}
@inline export function setOverflow(bit31: u32): void { store<u32>(0, bit31, FLAG_V); }

@inline export function flagN(): bool { return load<i32>(0, FLAG_N) < 0; }
@inline export function flagZ(): bool { return load<u32>(0, FLAG_Z) == 0; }
@inline export function flagC(): bool { return load<u32>(0, FLAG_C) != 0; }
@inline export function flagV(): bool { return load<i32>(0, FLAG_V) < 0; }
/** N == V. */
@inline export function greaterOrEqual(): bool { return (load<i32>(0, FLAG_N) ^ load<i32>(0, FLAG_V)) >= 0; }

/** Returns NZCV in bits 31..28. */
export function getNzcv(): u32 {
  return (load<u32>(0, FLAG_N) & 0x80000000) | (u32(flagZ()) << 30) | (carry() << 29) | (u32(flagV()) << 28);
}

/** Takes NZCV from bits 31..28. */
export function setNzcv(word: u32): void {
  store<u32>(0, word, FLAG_N);
  store<u32>(0, ~word & 0x40000000, FLAG_Z);
  setCarry((word >> 29) & 1);
  setOverflow(word << 3);
}

/** Tells whether a condition code (0 to 14) holds, section A7.3. */
export function conditionHolds(condition: u32): bool {
  switch (condition) {
    case 0: return flagZ();
    case 1: return !flagZ();
    case 2: return flagC();
    case 3: return !flagC();
    case 4: return flagN();
    case 5: return !flagN();
    case 6: return flagV();
    case 7: return !flagV();
    case 8: return flagC() && !flagZ();
    case 9: return !flagC() || flagZ();
    case 10: return greaterOrEqual();
    case 11: return !greaterOrEqual();
    case 12: return !flagZ() && greaterOrEqual();
    case 13: return flagZ() || !greaterOrEqual();
    default: return true;
  }
}
