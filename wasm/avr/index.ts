// The module's face to the host: `src/simulate/avr/` wraps it.
export { areaAddress } from './layout';
export { repeatInstruction } from './flow';
export { cycleCount, programCounter, runUntil, setProgramCounter, takeDueInterrupt } from './run';
export {
  addFastForward, clearStop, configureCore, configureInterrupts, configureMappedFlash, requestStop, setEind, setPendingVector,
  setRampz, setSreg,
} from './state';
export { configureHeap, setLowestStackPointer, setSp } from './stack';
export * from './observe';
