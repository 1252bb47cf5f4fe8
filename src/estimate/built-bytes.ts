/** What putting a model together takes: at all, and for each call of a constructor. */
export interface FittedConstruction {
  readonly fixed: { readonly heapBytes: number; readonly stackBytes: number };
  readonly calls: ReadonlyMap<string, CallBytes>;
}

/** Code of the call, what the constructor allocates beside activations, and room for arguments on the stack. */
export interface CallBytes {
  readonly flashBytes: number;
  readonly heapBytes: number;
  readonly stackBytes: number;
  /** Stack of the deepest function of such a layer: of a model's layers only one is the deepest. */
  readonly deepestBytes: number;
}

/** What a model's calls take together. */
export type BuiltBytes = Omit<CallBytes, 'deepestBytes'>;

/** Sums up a model's calls. */
export function callBytes({ fixed, calls }: FittedConstruction, times: Readonly<Record<string, number>>): BuiltBytes {
  const made = Object.entries(times).flatMap(([name, count]) => {
    const bytes = calls.get(name);
    return bytes === undefined ? [] : [{ ...bytes, count }];
  });
  const sum = (kind: keyof BuiltBytes): number => made.reduce((total, call) => total + call.count * call[kind], 0);
  const deepest = Math.max(0, ...made.map(({ deepestBytes }) => deepestBytes));
  return {
    flashBytes: sum('flashBytes'),
    heapBytes: fixed.heapBytes + sum('heapBytes'),
    stackBytes: fixed.stackBytes + sum('stackBytes') + deepest,
  };
}
