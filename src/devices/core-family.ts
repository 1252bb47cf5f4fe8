/** The cores that are simulated. */
export const coreIds = ['cortex-m0plus', 'cortex-m3', 'cortex-m4f', 'avre+', 'avrxt'] as const;
export type CoreId = (typeof coreIds)[number];

/** Whether a core is of the AVR family: it runs NNoM's weights.h and no .tflite. */
export const isAvrCore = (core: string): boolean => core.startsWith('avr');

/** Cores that run the same kind of files, by what people call them. */
export type CoreFamily = 'Cortex-M' | 'AVR';

/** The family of a core. */
export const coreFamilyOf = (core: string): CoreFamily => (isAvrCore(core) ? 'AVR' : 'Cortex-M');
