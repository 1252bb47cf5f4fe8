/** What a C initialiser or argument of a weights.h comes to. */
export type Value =
  | { readonly kind: 'number'; readonly value: number; readonly line: number }
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  /** The address of a constant or buffer, or NULL (an empty name). */
  | { readonly kind: 'address'; readonly of: string; readonly line: number }
  /** Braces: elements in order, or fields by name. */
  | { readonly kind: 'list'; readonly elements: readonly Value[]; readonly line: number }
  | { readonly kind: 'fields'; readonly fields: ReadonlyMap<string, Value>; readonly line: number }
  | { readonly kind: 'call'; readonly callee: string; readonly args: readonly Value[]; readonly line: number };
