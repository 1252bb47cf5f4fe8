/** Bytes of one memory and what they are: from the region down to the symbol. */
export interface Attribution {
  readonly memory: 'flash' | 'ram';
  readonly region: string;
  /** Source file, as far as symbols and debug data tell. */
  readonly object: string;
  readonly section: string;
  readonly symbol: string;
  readonly bytes: number;
}

/** What an attribution is grouped by, outermost first. */
export const levels = ['memory', 'region', 'object', 'section', 'symbol'] as const;
export type Level = (typeof levels)[number];
