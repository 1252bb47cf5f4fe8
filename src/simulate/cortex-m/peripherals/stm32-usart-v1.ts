import { asksForDma, flag, Stm32Uart } from './stm32-usart.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/* USART of the STM32F1 and F4: RM0008 chapter 27, RM0368 chapter 19. DMA stops the run when it is asked for. */

const offset = { sr: 0x00, dr: 0x04, brr: 0x08, cr1: 0x0c, cr2: 0x10, cr3: 0x14, gtpr: 0x18 } as const;
const enabled = 1 << 13;
const over8 = 1 << 15;

class Registers implements Peripheral {
  readonly #uart: Stm32Uart;
  readonly #values = new Map<number, number>();
  /** TC is cleared by a read of SR followed by a write of DR; the write alone starts a frame, which does it as well. */
  constructor(context: PeripheralContext) {
    this.#uart = new Stm32Uart(context);
  }

  #value(at: number): number {
    return this.#values.get(at) ?? 0;
  }

  read(at: number): number | undefined {
    switch (at) {
      case offset.sr:
        return this.#uart.flags;
      case offset.dr:
        return this.#uart.engine.receive();
      default:
        return at <= offset.gtpr ? this.#value(at) : undefined;
    }
  }

  isQuiet(at: number): boolean {
    return at !== offset.dr;
  }

  write(at: number, value: number): boolean {
    switch (at) {
      case offset.dr:
        this.#uart.send(value);
        return true;
      case offset.sr:
        if ((value & flag.sent) === 0) this.#uart.clearSent();
        return true;
      case offset.cr3:
        return !asksForDma(value) && this.#store(at, value);
      default:
        return at <= offset.gtpr && this.#store(at, value);
    }
  }

  #store(at: number, value: number): boolean {
    this.#values.set(at, value >>> 0);
    const cr1 = this.#value(offset.cr1);
    const brr = this.#value(offset.brr);
    this.#uart.configure({
      isEnabled: (cr1 & enabled) !== 0,
      control1: cr1,
      control2: this.#value(offset.cr2),
      bitClocks: cr1 & over8 ? ((brr & 0xfff0) | ((brr & 7) << 1)) / 2 : brr,
    });
    return true;
  }
}

export const stm32UsartV1: PeripheralModel = { sizeBytes: 0x400, create: (context) => new Registers(context) };
