import { PreflashError } from '../errors/preflash-error.ts';

/** One part of a check that is split over several jobs: 1 of 8 to 8 of 8. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `--shard` does not say which part of how many. */
export class ShardError extends PreflashError {}

/** Reads `2/8`. @throws ShardError */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text.trim());
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count) return { index, count };
  throw new ShardError({
    where: `--shard ${text}`,
    what: 'this is not one part of several',
    advice: 'Write it like 2/8: the second of eight.',
  });
}

/** The items of one shard: every `count`-th, so that long runs of one part are spread. */
export function shardOf<Item>(items: readonly Item[], shard: Shard | null): Item[] {
  return shard === null ? [...items] : items.filter((_, index) => index % shard.count === shard.index - 1);
}
