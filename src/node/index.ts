/** What needs node: files, compilers, and the whole way from a file to a report. */

export { defaultKernels, defaultMaxCycles, defaultOpt } from '../measure/defaults.ts';
export { buildImage } from './build-image.ts';
export { type CheckedBudget, checkBudgets } from './check-budgets.ts';
export { type CompareRequest, compareFiles } from './compare-files.ts';
export { loadConfig } from './config-file.ts';
export { FileError } from './errors.ts';
export { readInputFile, writeWhole } from './files.ts';
export { type MeasureRequest, measureFile } from './measure-file.ts';
export { whyFile } from './why.ts';
