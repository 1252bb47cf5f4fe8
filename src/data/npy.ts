import { dtypeCodes, parseNpy } from '../model/inputs/npy.ts';
import { tensorValues } from '../model/tensor-values.ts';
import type { TensorType } from '../model/types.ts';
import { DataError } from './errors.ts';
import type { NumberArray } from './types.ts';

/**
 * The numbers of a .npy file; unsigned bytes are taken for pixels.
 * @throws DataError or InputError (as a rejection) when the file is damaged, of another type, or in Fortran order
 */
export async function readNpyArray(bytes: Uint8Array, name: string): Promise<NumberArray> {
  const { dtype, shape, fortranOrder, data } = await parseNpy(bytes, name);
  const type = (Object.keys(dtypeCodes) as TensorType[]).find((known) => dtypeCodes[known] === dtype);
  if (type === undefined || fortranOrder) {
    throw new DataError({
      where: name,
      what: type === undefined ? `its type is ${dtype}` : 'it is in Fortran order',
      advice: 'Save it as numpy.ascontiguousarray(x, dtype=numpy.float32), or as uint8 pictures.',
    });
  }
  return { shape, values: tensorValues(data, type).map((value) => value ?? Number.NaN), isPixels: type === 'uint8' };
}
