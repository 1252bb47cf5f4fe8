import type { Device } from '../../src/devices/schema.ts';
import { indexSymbols } from '../../src/image/symbols.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';
import { assemble } from './assemble.ts';

/** A part without wait states, so that only the core's own cycles are seen. */
export const zeroWaitPart = (core: string): Device => ({
  id: 'zerowait',
  name: 'zero-wait part',
  vendor: 'none',
  core: core as Device['core'],
  clockHz: 1_000_000,
  regions: [
    { name: 'flash', kind: 'flash', base: 0x08000000, sizeBytes: 0x10000, aliases: [] },
    { name: 'ram', kind: 'ram', base: 0x20000000, sizeBytes: 0x10000, aliases: [] },
  ],
  flash: { kind: 'zero-wait', wordBytes: 8 },
  peripherals: [],
  interruptCount: 16,
  supplyVolts: 3,
  runCurrentAmps: 0.01,
  citations: [{ what: 'all', source: 'made for these tests' }],
});

const useFpu = `
  ldr r0, =0xe000ed88
  ldr r1, =0x00f00000
  str r1, [r0]
  vmov.f32 s0, #1.0
`;

const floatInHandler = `
svc_float:
  vmov.f32 s2, s1
svc_float_again:
  vmov.f32 s2, s1
svc_float_end:
`;

/** Vector table with handlers for SVC and PendSV, and a start that switches the FPU on and stops at `ready`. */
const prologue = (core: Device['core']): string => `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, svc_handler + 1, 0, 0, pendsv_handler + 1, systick_handler + 1
  .thumb_func
start:
  ${core === 'cortex-m4f' ? useFpu : ''}
ready:
  nop
  b .
  .ltorg
svc_handler:
  ldr r0, =0xe000ed04
  ldr r1, =0x10000000
  str r1, [r0]
  ${core === 'cortex-m4f' ? floatInHandler : ''}
  nop
svc_return:
  bx lr
  .ltorg
systick_handler:
  nop
  bx lr
pendsv_handler:
  nop
pendsv_return:
  bx lr
`;

/** The start of flash; on the RP2040 behind the second boot stage, which these tests go without. */
function textAddress({ regions, cortexM }: Device): number {
  const { base } = regions.find(({ kind }) => kind === 'flash')!;
  return cortexM?.boot === 'rp2040-boot2' ? base + 0x100 : base;
}

/** Assembles code behind the prologue, boots it, and measures cycles between its labels. */
export class Stopwatch {
  readonly machine: CortexMMachine;
  readonly #addressOf: (label: string) => number;

  private constructor(machine: CortexMMachine, addressOf: (label: string) => number) {
    this.machine = machine;
    this.#addressOf = addressOf;
  }

  static async boot(code: string, device: Device = zeroWaitPart('cortex-m4f')): Promise<Stopwatch> {
    const { core } = device;
    const image = await assemble(`${prologue(core)}\n${code}\n`, core, textAddress(device));
    const symbols = indexSymbols(image);
    const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), device);
    machine.load(image);
    const addressOf = (label: string): number => {
      const symbol = symbols.byName(label);
      if (symbol === undefined) throw new Error(`no label ${label}`);
      return symbol.address;
    };
    const stopwatch = new Stopwatch(machine, addressOf);
    stopwatch.runTo('ready');
    return stopwatch;
  }

  /** Goes on until the instruction at a label is next. */
  runTo(label: string): void {
    const address = this.#addressOf(label);
    if (this.machine.pc === address) return;
    this.machine.watch(address);
    if (this.machine.runFor(100_000) !== 'watch') throw new Error(`${label} is not reached`);
    this.machine.unwatch(address);
  }

  /** Cycles from one label to another, starting anew at `from`. */
  measure(from: string, to: string): number {
    this.machine.pc = this.#addressOf(from);
    return this.until(to);
  }

  /** Cycles from where the machine is to a label. */
  until(to: string): number {
    const before = this.machine.cycles;
    this.runTo(to);
    return this.machine.cycles - before;
  }

  /** Starts at a label without measuring. */
  goTo(label: string): void {
    this.machine.pc = this.#addressOf(label);
  }
}
