import '../engine/no-eval.ts';
import { type PreflashError, parseConfig } from '../../../src/index.ts';

/** What the command line would refuse of a configuration; undefined when that is nothing. */
export function configProblem(text: string): string | undefined {
  try {
    parseConfig(JSON.parse(text), 'preflash.config.json');
    return undefined;
  } catch (error) {
    return (error as PreflashError).message;
  }
}
