import { inputTitles } from '../files/inputs.ts';

/** What the fields of the run options are called. */
export const fieldNames = {
  region: 'Region of firmware',
  layersOf: 'Layers are the calls of',
  uart: 'Only this UART',
  maxCycles: 'Give up after',
} as const;

/** The control of the page for each option of the command line. */
const controls: Readonly<Record<string, string>> = {
  region: fieldNames.region,
  'layers-of': fieldNames.layersOf,
  uart: fieldNames.uart,
  'uart-in': inputTitles.uart,
  'max-cycles': fieldNames.maxCycles,
  input: inputTitles.model,
  conversation: inputTitles.conversation,
  opt: 'Build around a model',
  kernels: 'Build around a model',
};

/** A message of preflash as it is said in the page: controls in place of options of the command line. */
export function inPageWords(message: string): string {
  return message
    .replace(/--opt (?=O[0-3s]\b)/g, '-')
    .replace(/--kernels (?=reference|cmsis-nn)/g, '')
    .replace(/--([a-z-]+)(?: (?:FILE|SYMBOL|FUNCTION)\b)?/g, (option, name: string) =>
      Object.hasOwn(controls, name) ? `“${controls[name]}”` : option,
    );
}
