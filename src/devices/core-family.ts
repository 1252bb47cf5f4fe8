/** Whether a core is of the AVR family: it runs NNoM's weights.h and no .tflite. */
export const isAvrCore = (core: string): boolean => core.startsWith('avr');
