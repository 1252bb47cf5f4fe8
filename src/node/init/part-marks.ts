import { devices } from '../../devices/index.ts';

/**
 * Names that a build leaves in an ELF beside the part's own: of ST's start-up file and header, which are named by line
 * and flash size (startup_stm32f103xb.s is that of the C8).
 */
const vendorNames: Readonly<Record<string, readonly string[]>> = {
  stm32f103c8: ['stm32f103xb'],
  stm32f401re: ['stm32f401xe'],
  stm32g0b1re: ['stm32g0b1xx'],
  stm32l475vg: ['stm32l475xx'],
  stm32l4r5zi: ['stm32l4r5xx'],
  nrf52840: ['nrf52840_xxaa'],
};

/** The only part whose name is in an ELF: in .note.gnu.avr.deviceinfo, source file names or debug data. */
export function partInElf(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(bytes).toLowerCase();
  const found = devices.filter(({ id }) => [id, ...(vendorNames[id] ?? [])].some((name) => hasWord(text, name)));
  return found.length === 1 ? found[0]?.id : undefined;
}

/** As a word: atmega328pb is not an atmega328p. `startup_stm32l475xx.s` has it between other signs. */
function hasWord(text: string, name: string): boolean {
  return new RegExp(`(?<![a-z0-9])${name}(?![a-z0-9])`).test(text);
}

/** What STM32CubeMX writes: `Mcu.CPN=STM32L475VGT6`, in older files only `Mcu.UserName=STM32L475VGTx`. */
const partLine = /^Mcu\.(?:CPN|UserName)=(\S+)/m;

/** The part of an STM32CubeMX project; undefined when it is none that preflash knows. */
export function partInIoc(text: string): string | undefined {
  const named = partLine.exec(text)?.[1]?.toLowerCase();
  return devices.find(({ id }) => named?.startsWith(id))?.id;
}
