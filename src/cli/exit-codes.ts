export { type ExitCode, exitCodes } from '../index.ts';
