/** Where a label would like to be, in pixels: its left or right end, the middle of its height, and its width. */
export interface LabelWish {
  readonly left: number;
  readonly middle: number;
  readonly width: number;
}

/** From one label to the next below it, in pixels. */
const lineHeight = 15;

/** How far each label is moved down, in pixels, so that none covers another; those above come first. */
export function labelShifts(wishes: readonly LabelWish[]): number[] {
  const placed: LabelWish[] = [];
  const shifts = wishes.map(() => 0);
  const downwards = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish.middle - b.wish.middle);
  for (const { wish, index } of downwards) {
    const neighbours = placed.filter((other) => isAbreast(wish, other)).sort((a, b) => a.middle - b.middle);
    let middle = wish.middle;
    for (const other of neighbours)
      if (Math.abs(other.middle - middle) < lineHeight) middle = other.middle + lineHeight;
    placed.push({ ...wish, middle });
    shifts[index] = middle - wish.middle;
  }
  return shifts;
}

const isAbreast = (one: LabelWish, other: LabelWish): boolean =>
  one.left < other.left + other.width && other.left < one.left + one.width;
