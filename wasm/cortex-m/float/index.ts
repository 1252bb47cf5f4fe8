/**
 * FPv4-SP arithmetic on bit patterns, as the pseudo-code of the ARMv7-M ARM (DDI 0403E, A2.5) defines it: rounding
 * modes, flush-to-zero, default NaN, NaN propagation and the cumulative flags of FPSCR.
 *
 * Everything has an integer path that follows the manual step by step. The usual case, a normal result rounded to
 * nearest, takes wasm's own arithmetic instead. NaNs are only ever handled as bits: wasm may change their payload.
 */

export { fadd, fsub } from './add';
export { fabs, fcmp, fneg } from './compare';
export { fixedToFloat, floatToFixed } from './convert-fixed';
export { halfToSingle, singleToHalf } from './convert-half';
export { fdiv, fsqrt } from './divide';
export * from './fpscr';
export { ffma } from './fused';
export { fmul } from './multiply';
