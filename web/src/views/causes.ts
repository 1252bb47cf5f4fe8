import type { CycleCause } from '../../../src/index.ts';

/** Names for people and the custom property of the colour, in the order they are stacked. */
export const causes: readonly { readonly cause: CycleCause; readonly label: string; readonly color: string }[] = [
  { cause: 'issue', label: 'instructions at work', color: '--cause-issue' },
  { cause: 'loadStore', label: 'loads and stores', color: '--cause-load-store' },
  { cause: 'branchRefill', label: 'branches', color: '--cause-branch' },
  { cause: 'multiplyDivide', label: 'multiply and divide', color: '--cause-multiply' },
  { cause: 'fpu', label: 'floating point', color: '--cause-fpu' },
  { cause: 'flashFetch', label: 'waiting for code from flash', color: '--cause-fetch' },
  { cause: 'flashData', label: 'waiting for data from flash', color: '--cause-data' },
  { cause: 'exceptions', label: 'interrupts', color: '--cause-exceptions' },
];
