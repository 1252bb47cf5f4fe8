import '../engine/no-eval.ts';

// What checks reports is loaded with the first of them, and not with the page.
export { parseReport } from '../../../src/index.ts';
