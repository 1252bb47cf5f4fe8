import { hasFpu } from '../core';
import { getFpscr, setFpscr } from '../float/index';
import { CAUSE_EXCEPTIONS, CAUSE_FPU, SINGLES } from '../layout';
import { storeWord } from '../memory/data';
import { now, stall } from '../time';
import { CONTROL_FPCA, control, setControl } from './mode';

/* When the FPU may be used, and what an exception leaves for it to save later: sections B1.4.7 and B1.5.7. */

const FPCCR_ASPEN: u32 = 1 << 31;
const FPCCR_LSPEN: u32 = 1 << 30;
const FPCCR_LSPACT: u32 = 1;
const FPCCR_RESET: u32 = FPCCR_ASPEN | FPCCR_LSPEN;
/** Both access fields of CP10 and CP11: full access. */
const CPACR_FPU: u32 = 0xf << 20;
/** FPDSCR holds AHP, DN, FZ and RMode for a new context. */
const FPDSCR_MASK: u32 = 0x07c00000;
/** S0 to S15 and FPSCR, one cycle a word: an entry takes 29 cycles with them and 12 without (AN298, section 2). */
export const CONTEXT_CYCLES: u32 = 17;
/** VDIV and VSQRT: 14 cycles in all (Cortex-M4 TRM table 7-1), counted from the end of their issue cycle. */
const LONG_OPERATION_CYCLES: i64 = 14;

/** True when a floating-point instruction needs no look at anything: the handlers' fast path. */
export let fpuReady: bool = false;
export let cpacr: u32 = 0;
export let fpccr: u32 = FPCCR_RESET;
export let fpcar: u32 = 0;
export let fpdscr: u32 = 0;
let busyUntil: i64 = 0;

/** Makes the FPU usable by the instruction at hand; false when access is off. */
export function prepareFpu(): bool {
  if ((cpacr & CPACR_FPU) != CPACR_FPU) return false;
  const wait = busyUntil - now();
  if (wait > 0) stall(CAUSE_FPU, wait as u32);
  busyUntil = 0;
  if (fpccr & FPCCR_LSPACT) saveLazily();
  if (fpccr & FPCCR_ASPEN && (control & CONTROL_FPCA) == 0) {
    setControl(control | CONTROL_FPCA);
    setFpscr((getFpscr() & ~FPDSCR_MASK) | fpdscr);
  }
  fpuReady = true;
  return true;
}

/** A divide or square root keeps the FPU from the next instruction that wants it. */
export function occupyFpu(): void {
  busyUntil = now() + LONG_OPERATION_CYCLES;
  fpuReady = false;
}

/** The next floating-point instruction looks again. */
export function reconsiderFpu(): void {
  fpuReady = false;
}

/** Stores S0 to S15 and FPSCR to `frame`. */
export function saveContext(frame: u32): void {
  for (let i: u32 = 0; i < 16; i++) storeWord(frame + i * 4, load<u32>(SINGLES + i * 4));
  storeWord(frame + 64, getFpscr());
}

function saveLazily(): void {
  stall(CAUSE_EXCEPTIONS, CONTEXT_CYCLES);
  saveContext(fpcar);
  fpccr &= ~FPCCR_LSPACT;
}

/** Reserves room at `frame` for a context that is saved only if the handler uses the FPU; false when that is off. */
export function deferContext(frame: u32): bool {
  if ((fpccr & FPCCR_LSPEN) == 0) return false;
  fpcar = frame;
  fpccr |= FPCCR_LSPACT;
  return true;
}

/** True, once, when the context being returned to was never saved: its registers still hold. */
export function takeDeferral(): bool {
  if ((fpccr & FPCCR_LSPACT) == 0) return false;
  fpccr &= ~FPCCR_LSPACT;
  return true;
}

/** Without an FPU the fields of CP10 and CP11 read as zero. */
export function setCpacr(value: u32): void {
  cpacr = hasFpu ? value & CPACR_FPU : 0;
  fpuReady = false;
}

export function setFpccr(value: u32): void {
  fpccr = hasFpu ? value : 0;
  fpuReady = false;
}

export function setFpcar(value: u32): void {
  fpcar = hasFpu ? value & ~7 : 0;
}

export function setFpdscr(value: u32): void {
  fpdscr = hasFpu ? value & FPDSCR_MASK : 0;
}

export function resetFpu(): void {
  fpuReady = false;
  cpacr = 0;
  fpccr = hasFpu ? FPCCR_RESET : 0;
  fpcar = 0;
  fpdscr = 0;
  busyUntil = 0;
  setFpscr(0);
}
