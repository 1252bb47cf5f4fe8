/** How many values a tensor of this shape has: `[1, 28, 28]` -> 784; 1 for a scalar, `[]`. */
export const valuesIn = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
