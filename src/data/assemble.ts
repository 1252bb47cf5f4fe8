import { valuesIn } from '../bytes/shape.ts';
import { DataError } from './errors.ts';
import type { DataSet, NumberArray } from './types.ts';

const largestPixel = 255;

/**
 * One array with a leading batch axis as a data set.
 * @param labels the class of each input, as many as there are inputs
 * @throws DataError when the array is empty or there are not as many labels as inputs
 */
export function dataSetOf(name: string, inputs: NumberArray, labels: NumberArray | undefined): DataSet {
  const [count = 0, ...shape] = inputs.shape;
  if (count === 0 || shape.length === 0) {
    throw new DataError({
      where: name,
      what: `an array of shape ${inputs.shape.join('x') || 'scalar'} holds no inputs`,
      advice: 'The first axis counts the inputs: 2000x28x28.',
    });
  }
  if (labels !== undefined && valuesIn(labels.shape) !== count) {
    throw new DataError({
      where: name,
      what: `there are ${count} inputs and ${valuesIn(labels.shape)} labels`,
      advice: 'Give one label an input.',
    });
  }
  const step = valuesIn(shape);
  const divisor = inputs.isPixels ? largestPixel : 1;
  return {
    name,
    count,
    shape,
    values: (index) =>
      Float32Array.from({ length: step }, (_, at) => (inputs.values[index * step + at] as number) / divisor),
    labels: labels === undefined ? undefined : Array.from(labels.values),
  };
}

/**
 * Pictures of one size, each an array of its own, as one array.
 * @throws DataError that names the first picture of another size
 */
export function stack(
  name: string,
  pictures: readonly { readonly name: string; readonly array: NumberArray }[],
): NumberArray {
  const [first] = pictures;
  if (first === undefined) {
    throw new DataError({ where: name, what: 'there are no pictures in it', advice: 'Give PNG files, IDX or .npy.' });
  }
  const { shape, isPixels } = first.array;
  const odd = pictures.find(({ array }) => array.shape.join() !== shape.join());
  if (odd !== undefined) {
    throw new DataError({
      where: odd.name,
      what: `it is ${odd.array.shape.join('x')} and ${first.name} is ${shape.join('x')}`,
      advice: 'All pictures of a data set have one size and the same channels.',
    });
  }
  const step = valuesIn(shape);
  const values = new Float32Array(step * pictures.length);
  pictures.forEach(({ array }, index) => {
    values.set(Array.from(array.values), index * step);
  });
  return { shape: [pictures.length, ...shape], values, isPixels };
}
