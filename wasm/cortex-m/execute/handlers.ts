/* Every handler under the name that the instruction table gives it. */
export * from './alu';
export { clz_ as clz } from './alu';
export * from './branch';
export * from './dsp';
export * from './float';
export * from './memory';
export * from './multiply';
export * from './shift';
export * from './system';
export { undefined_ as undefined } from './system';
