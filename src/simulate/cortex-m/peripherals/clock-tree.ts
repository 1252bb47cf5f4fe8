import type { ClockSource, ClockTree } from './types.ts';

/** The clocks of a part whose clock controller says what they are, or else the given ones. */
export function createClockTree(partHz: number): ClockTree {
  let source: ClockSource = { coreHz: () => partHz, peripheralHz: () => partHz };
  return {
    coreHz: () => source.coreHz(),
    peripheralHz: (name) => source.peripheralHz(name),
    provide: (better) => {
      source = better;
    },
  };
}
