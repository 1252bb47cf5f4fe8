import { ByteBuffer } from 'flatbuffers';

/** Where the schema has the list of operators, and the version of one: `4 + 2 x` the number of the field. */
const operatorCodesField = 6;
const versionField = 8;

/** A .tflite whose first operator that states its version asks for another. */
export function withOperatorVersion(model: Uint8Array, version: number): Uint8Array {
  const changed = Uint8Array.from(model);
  const buffer = new ByteBuffer(changed);
  const root = buffer.readInt32(0);
  const codes = root + buffer.__offset(root, operatorCodesField);
  const count = buffer.__vector_len(codes);
  for (let index = 0; index < count; index++) {
    const code = buffer.__indirect(buffer.__vector(codes) + 4 * index);
    const at = buffer.__offset(code, versionField);
    if (at !== 0) {
      buffer.writeInt32(code + at, version);
      return changed;
    }
  }
  throw new Error('no operator of the model states a version');
}
