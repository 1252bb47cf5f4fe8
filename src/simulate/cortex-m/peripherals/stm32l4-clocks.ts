import type { ClockSource, Peripheral } from './types.ts';

/*
 * What the RCC of the STM32L4 and L4+ makes of its settings: RM0351 section 6.2 and 6.4. External crystals are the
 * board's: 8 MHz is what ST's boards have, and a firmware that runs from another is reported with that.
 */

const register = { cr: 0x00, cfgr: 0x08, pllcfgr: 0x0c, csr: 0x94, ccipr: 0x88 } as const;
const hsiHz = 16_000_000;
export const assumedHseHz = 8_000_000;
const lseHz = 32_768;

/** MSIRANGE: RM0351 section 6.4.1. */
const msiHz = [100e3, 200e3, 400e3, 800e3, 1e6, 2e6, 4e6, 8e6, 16e6, 24e6, 32e6, 48e6] as const;

const field = (word: number, at: number, width: number): number => (word >>> at) & ((1 << width) - 1);

/** HPRE: 0xxx is 1, 1000 is 2, ... 1100 is 64 (there is no 32). */
function ahbDivider(code: number): number {
  return code < 8 ? 1 : [2, 4, 8, 16, 64, 128, 256, 512][code - 8]!;
}

/** PPREx: 0xx is 1, 100 is 2, ... 111 is 16. */
const apbDivider = (code: number): number => (code < 4 ? 1 : 2 << (code - 4));

/** On APB2; all others are on APB1. */
const onApb2 = new Set(['USART1', 'TIM1', 'TIM8', 'TIM15', 'TIM16', 'TIM17']);
/** Bit of CCIPR at which the clock of a UART is chosen: bus, system, HSI16, LSE. */
const uartSelection: Readonly<Record<string, number>> = {
  USART1: 0,
  USART2: 2,
  USART3: 4,
  UART4: 6,
  UART5: 8,
  LPUART1: 10,
};

/** Reads the clocks from the registers of an RCC. */
export function stm32l4Clocks(rcc: Pick<Peripheral, 'read'>): ClockSource {
  const word = (at: number): number => rcc.read(at) ?? 0;

  const msi = (): number => {
    // MSIRGSEL: the range is that of CR, or the one for after standby in CSR.
    const range = word(register.cr) & (1 << 3) ? field(word(register.cr), 4, 4) : field(word(register.csr), 8, 4);
    return msiHz[range] ?? 4e6;
  };
  const pll = (): number => {
    const settings = word(register.pllcfgr);
    const input = [0, msi(), hsiHz, assumedHseHz][settings & 3]!;
    const divider = 2 * (field(settings, 25, 2) + 1);
    return (input / (field(settings, 4, 4) + 1)) * (field(settings, 8, 7) / divider);
  };
  const system = (): number => [msi, () => hsiHz, () => assumedHseHz, pll][field(word(register.cfgr), 2, 2)]!();
  const core = (): number => system() / ahbDivider(field(word(register.cfgr), 4, 4));
  const busDivider = (name: string): number => apbDivider(field(word(register.cfgr), onApb2.has(name) ? 11 : 8, 3));
  const uart = (name: string, selectionBit: number): number =>
    [core() / busDivider(name), system(), hsiHz, lseHz][field(word(register.ccipr), selectionBit, 2)]!;

  return {
    coreHz: core,
    peripheralHz: (name) => {
      const selection = uartSelection[name];
      if (selection !== undefined) return uart(name, selection);
      const divider = busDivider(name);
      // A timer runs at twice its bus's clock unless that is the core's (RM0351 section 6.2.13).
      return name.startsWith('TIM') && divider > 1 ? (2 * core()) / divider : core() / divider;
    },
  };
}
