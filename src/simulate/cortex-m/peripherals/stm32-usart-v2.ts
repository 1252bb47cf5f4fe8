import { asksForDma, Stm32Uart, type UartSettings } from './stm32-usart.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/*
 * USART and LPUART of the STM32L4, L4+ and G0: RM0351 chapters 40 and 41, RM0432, RM0444. Without FIFO mode and DMA,
 * which stop the run when they are asked for.
 */

const offset = {
  cr1: 0x00,
  cr2: 0x04,
  cr3: 0x08,
  brr: 0x0c,
  gtpr: 0x10,
  rtor: 0x14,
  rqr: 0x18,
  isr: 0x1c,
  icr: 0x20,
  rdr: 0x24,
  tdr: 0x28,
  presc: 0x2c,
} as const;
const stored: readonly number[] = [offset.cr2, offset.gtpr, offset.rtor, offset.brr, offset.presc];
const enabled = 1;
const over8 = 1 << 15;
const fifoMode = 1 << 29;
const acknowledge = { transmitter: 1 << 21, receiver: 1 << 22 } as const;
const clearSent = 1 << 6;
const flushReceived = 1 << 3;
/** PRESC: RM0432, USART prescaler register. */
const prescalers = [1, 2, 4, 6, 8, 10, 12, 16, 32, 64, 128, 256] as const;

/** Kernel clocks a bit takes: BRR, its 8-times form, or BRR in 256ths of an LPUART. */
function bitClocks(brr: number, cr1: number, isLowPower: boolean): number {
  if (isLowPower) return brr / 256;
  if ((cr1 & over8) === 0) return brr;
  return ((brr & 0xfff0) | ((brr & 7) << 1)) / 2;
}

class Registers implements Peripheral {
  readonly #uart: Stm32Uart;
  readonly #isLowPower: boolean;
  readonly #values = new Map<number, number>();

  constructor(context: PeripheralContext, isLowPower: boolean) {
    this.#uart = new Stm32Uart(context);
    this.#isLowPower = isLowPower;
  }

  #value(at: number): number {
    return this.#values.get(at) ?? 0;
  }

  read(at: number): number | undefined {
    switch (at) {
      case offset.isr:
        return this.#status();
      case offset.rdr:
        return this.#uart.engine.receive();
      case offset.tdr:
      case offset.rqr:
      case offset.icr:
        return 0;
      default:
        return at <= offset.presc ? this.#value(at) : undefined;
    }
  }

  isQuiet(at: number): boolean {
    return at !== offset.rdr;
  }

  #status(): number {
    const { flags, isReceiverEnabled, isTransmitterEnabled } = this.#uart;
    return (
      flags | (isTransmitterEnabled ? acknowledge.transmitter : 0) | (isReceiverEnabled ? acknowledge.receiver : 0)
    );
  }

  write(at: number, value: number): boolean {
    switch (at) {
      case offset.cr1:
        if (value & fifoMode) return false;
        return this.#store(at, value);
      case offset.cr3:
        return !asksForDma(value) && this.#store(at, value);
      case offset.tdr:
        this.#uart.send(value);
        return true;
      case offset.icr:
        if (value & clearSent) this.#uart.clearSent();
        return true;
      case offset.rqr:
        if (value & flushReceived) this.#uart.engine.receive();
        return true;
      case offset.isr:
      case offset.rdr:
        return true;
      default:
        return stored.includes(at) && this.#store(at, value);
    }
  }

  #store(at: number, value: number): boolean {
    this.#values.set(at, value >>> 0);
    this.#uart.configure(this.#settings());
    return true;
  }

  #settings(): UartSettings {
    const cr1 = this.#value(offset.cr1);
    const prescaler = prescalers[this.#value(offset.presc) & 0xf] ?? 256;
    return {
      isEnabled: (cr1 & enabled) !== 0,
      control1: cr1,
      control2: this.#value(offset.cr2),
      bitClocks: bitClocks(this.#value(offset.brr), cr1, this.#isLowPower) * prescaler,
    };
  }
}

const model = (isLowPower: boolean): PeripheralModel => ({
  sizeBytes: 0x400,
  create: (context) => new Registers(context, isLowPower),
});

export const stm32UsartV2 = model(false);
export const stm32LpuartV2 = model(true);
