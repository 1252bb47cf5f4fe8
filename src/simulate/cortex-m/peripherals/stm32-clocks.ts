import type { ClockSource, Peripheral, PeripheralModel } from './types.ts';

/*
 * What the RCC of the STM32F1, F4 and G0 makes of its settings: RM0008 section 7, RM0368 section 6, RM0444 section 5.
 * The crystal is the board's: 8 MHz is what ST's boards and the usual F103 boards have.
 */

type ReadRegister = (offset: number) => number;

const assumedHseHz = 8_000_000;

const field = (word: number, at: number, width: number): number => (word >>> at) & ((1 << width) - 1);

/** HPRE: 0xxx is 1, 1000 is 2, ... 1100 is 64 (there is no 32). */
const ahbDivider = (code: number): number => (code < 8 ? 1 : [2, 4, 8, 16, 64, 128, 256, 512][code - 8]!);

/** PPREx: 0xx is 1, 100 is 2, ... 111 is 16. */
const apbDivider = (code: number): number => (code < 4 ? 1 : 2 << (code - 4));

/** What one family's registers say. */
interface ClockRules {
  systemHz(read: ReadRegister): number;
  /** Where the AHB prescaler is. */
  readonly ahb: { readonly offset: number; readonly at: number };
  /** Where the prescaler of the bus a peripheral is on is. */
  apb(name: string): { readonly offset: number; readonly at: number };
}

function clockSource({ systemHz, ahb, apb }: ClockRules, read: ReadRegister): ClockSource {
  const coreHz = (): number => systemHz(read) / ahbDivider(field(read(ahb.offset), ahb.at, 4));
  return {
    coreHz,
    peripheralHz: (name) => {
      const { offset, at } = apb(name);
      const divider = apbDivider(field(read(offset), at, 3));
      // A timer runs at twice its bus's clock unless that is the core's.
      return (coreHz() / divider) * (name.startsWith('TIM') && divider > 1 ? 2 : 1);
    },
  };
}

/** The clock controller, telling the machine what it has been set to. */
export function withClocks(bank: PeripheralModel, rules: ClockRules): PeripheralModel {
  return {
    ...bank,
    create: (context) => {
      const controller: Peripheral = bank.create(context);
      context.clocks.provide(clockSource(rules, (offset) => controller.read(offset) ?? 0));
      return controller;
    },
  };
}

const f4 = { pllcfgr: 0x04, cfgr: 0x08 } as const;
const f4Apb2: ReadonlySet<string> = new Set(['USART1', 'USART6', 'TIM1', 'TIM9', 'TIM10', 'TIM11']);

function f4PllHz(settings: number): number {
  const input = settings & (1 << 22) ? assumedHseHz : 16e6;
  return ((input / field(settings, 0, 6)) * field(settings, 6, 9)) / (2 * (field(settings, 16, 2) + 1));
}

export const stm32f4Clocks: ClockRules = {
  systemHz: (read) => [16e6, assumedHseHz, f4PllHz(read(f4.pllcfgr)), 0][field(read(f4.cfgr), 2, 2)]!,
  ahb: { offset: f4.cfgr, at: 4 },
  apb: (name) => ({ offset: f4.cfgr, at: f4Apb2.has(name) ? 13 : 10 }),
};

const f1Cfgr = 0x04;
const f1Apb2: ReadonlySet<string> = new Set(['USART1', 'TIM1']);

/** PLLMUL: 0 is 2, ... 14 and 15 are 16. The crystal may be halved (PLLXTPRE); the internal oscillator is. */
function f1PllHz(cfgr: number): number {
  const crystal = cfgr & (1 << 17) ? assumedHseHz / 2 : assumedHseHz;
  const input = cfgr & (1 << 16) ? crystal : 4e6;
  return input * Math.min(field(cfgr, 18, 4) + 2, 16);
}

export const stm32f1Clocks: ClockRules = {
  systemHz: (read) => [8e6, assumedHseHz, f1PllHz(read(f1Cfgr)), 0][field(read(f1Cfgr), 2, 2)]!,
  ahb: { offset: f1Cfgr, at: 4 },
  apb: (name) => ({ offset: f1Cfgr, at: f1Apb2.has(name) ? 11 : 8 }),
};

const g0 = { cr: 0x00, cfgr: 0x08, pllcfgr: 0x0c } as const;

function g0PllHz(settings: number): number {
  const input = [0, 0, 16e6, assumedHseHz][settings & 3]!;
  return ((input / (field(settings, 4, 3) + 1)) * field(settings, 8, 7)) / (field(settings, 29, 3) + 1);
}

export const stm32g0Clocks: ClockRules = {
  systemHz: (read) => {
    const internal = 16e6 / 2 ** field(read(g0.cr), 11, 3);
    return [internal, assumedHseHz, g0PllHz(read(g0.pllcfgr)), 32_000, 32_768][field(read(g0.cfgr), 3, 3)] ?? 0;
  },
  ahb: { offset: g0.cfgr, at: 8 },
  apb: () => ({ offset: g0.cfgr, at: 12 }),
};
