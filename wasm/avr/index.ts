// The module's face to the host: `src/simulate/avr/` wraps it.
export { areaAddress } from './layout';
export { runUntil, programCounter, setProgramCounter } from './run';
export { addFastForward, clearStop, configureCore, configureInterrupts, configureMappedFlash, setEind, setPendingVector, setRampz, setSp, setSreg } from './state';
export * from './observe';
