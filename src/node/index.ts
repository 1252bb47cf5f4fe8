/** What needs node: files, compilers, and the whole way from a file to a report. */

export { defaultKernels, defaultMaxCycles, defaultOpt } from '../measure/defaults.ts';
export { baselineAtRef } from './baseline-at-ref.ts';
export { baselinePath, type LoadedBaseline, loadBaseline } from './baseline-file.ts';
export { buildImage } from './build-image.ts';
export { type CalibrationRequest, calibrate } from './calibrate.ts';
export { type CalibrateFilesRequest, calibrateFiles } from './calibrate-files.ts';
export { type CheckOptions, checkBudgets } from './check-budgets.ts';
export { type CompareRequest, compareFiles } from './compare-files.ts';
export { displayPath, type LoadedConfig, loadConfig } from './config-file.ts';
export { type ConvertRequest, convertFile, defaultCalibrationInputs } from './convert-file.ts';
export { type Diagnosis, diagnose } from './doctor.ts';
export { FileError } from './errors.ts';
export { type EstimateRequest, estimateFile, openProfile } from './estimate-file.ts';
export { readInputFile, writeWhole } from './files.ts';
export { type InitResult, initConfig } from './init/init-config.ts';
export { type AccuracyRequest, measureAccuracy } from './measure-accuracy.ts';
export type { MeasureHooks } from './measure-budgets.ts';
export { type MeasureRequest, measureFile } from './measure-file.ts';
export { type ResultCache, resultCache } from './result-cache.ts';
export { measureBaseline, saveBaseline } from './save-baseline.ts';
export { whyFile } from './why.ts';
