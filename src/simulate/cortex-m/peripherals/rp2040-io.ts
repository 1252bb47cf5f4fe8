import { type RegisterSpec, registerBank, storage } from './register-bank.ts';
import { withAtomicViews } from './rp2040-atomic.ts';

/* What of the RP2040 only stores: pin functions, pads, power and identity. Pins are not connected to anything. */

const bankBytes = 0x1000;
const bank0Pins = 30;
const qspiPins = 6;
/** Interrupt registers: raw, then enable, force and status for each core and for the wake-up. */
const pinInterruptWords = 4 + 3 * 3 * 4;
const noFunction = 0x1f;
const resetPad = 0x56;

const pinControls = (count: number): readonly RegisterSpec[] =>
  Array.from({ length: count }, (_, pin) => [
    { name: `GPIO${pin}_STATUS`, offset: pin * 8, resetValue: 0, writableMask: 0 },
    storage(`GPIO${pin}_CTRL`, pin * 8 + 4, noFunction),
  ]).flat();

/** Pin functions, datasheet 2.19.6.1. */
export const rp2040IoBank0 = withAtomicViews(
  registerBank(bankBytes, [
    ...pinControls(bank0Pins),
    ...Array.from({ length: pinInterruptWords }, (_, word) => storage(`INT${word}`, bank0Pins * 8 + word * 4)),
  ]),
);

/** Functions of the flash's pins, datasheet 2.19.6.2. */
export const rp2040IoQspi = withAtomicViews(registerBank(bankBytes, pinControls(qspiPins)));

const pads = (count: number): readonly RegisterSpec[] => [
  storage('VOLTAGE_SELECT', 0),
  ...Array.from({ length: count }, (_, pad) => storage(`PAD${pad}`, 4 + pad * 4, resetPad)),
];

/** Pads, datasheet 2.19.6.3: 30 of them, SWCLK and SWD. */
export const rp2040PadsBank0 = withAtomicViews(registerBank(bankBytes, pads(bank0Pins + 2)));

/** Pads of the flash's pins, datasheet 2.19.6.4. */
export const rp2040PadsQspi = withAtomicViews(registerBank(bankBytes, pads(qspiPins)));

/** Voltage regulator, datasheet 2.10.6: regulated at once (ROK). */
export const rp2040Vreg = withAtomicViews(
  registerBank(bankBytes, [
    { name: 'VREG', offset: 0, resetValue: 0x10b1, writableMask: 0xf3 },
    storage('BOD', 4, 0x91),
    storage('CHIP_RESET', 8, 0x100),
  ]),
);

/** Identity, datasheet 2.20.2: an RP2040 of revision 2, in silicon. */
export const rp2040Sysinfo = withAtomicViews(
  registerBank(bankBytes, [
    { name: 'CHIP_ID', offset: 0, resetValue: 0x20002927, writableMask: 0 },
    { name: 'PLATFORM', offset: 4, resetValue: 2, writableMask: 0 },
  ]),
);
