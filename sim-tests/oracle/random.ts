/** Deterministic pseudo-random numbers: the same seed makes the same test image. */
export interface Random {
  /** Uniform 32-bit unsigned integer. */
  readonly word: () => number;
  /** Uniform integer in [0, below). */
  readonly below: (below: number) => number;
  /** Uniform integer in [low, high]. */
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
}

/** Generator from a 32-bit seed (SplitMix32: well mixed from any seed, also from small ones). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((word() / 0x1_0000_0000) * limit);
  return {
    word,
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (choices) => choices[below(choices.length)]!,
    chance: (probability) => word() / 0x1_0000_0000 < probability,
  };
}

/** Seed of the run: PREFLASH_SEED, or a fixed number so that CI is reproducible. */
export function seedFromEnvironment(): number {
  const text = process.env.PREFLASH_SEED;
  if (text === undefined) return 20260;
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Error(`PREFLASH_SEED is "${text}"; it must be an integer`);
  return seed >>> 0;
}
