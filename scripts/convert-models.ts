/**
 * Converts the float networks of models/mnist-dense for NNoM and writes beside them what their model.json says of each:
 *
 *   npx tsx scripts/convert-models.ts [DATA]    DATA: IDX files, ../shared/data unless given
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256Hex } from '../src/bytes/sha256.ts';
import { convertFile, defaultCalibrationInputs, measureAccuracy } from '../src/node/index.ts';

const repository = join(import.meta.dirname, '..');
const folder = join(repository, 'models/mnist-dense');
const recordFile = join(folder, 'model.json');
const [data = join(repository, '../shared/data')] = process.argv.slice(2);

/** What model.json has of a .tflite, as far as it is used here. */
interface FloatVariant {
  readonly variant: string;
  readonly file: string;
  readonly parameters: number;
  readonly float32H5Bytes: number;
}

interface ModelRecord {
  readonly variants: readonly FloatVariant[];
}

/** Three decimals, as `models/train/sizes.py` rounds. */
const times = (ratio: number): number => Math.round(ratio * 1000) / 1000;

/** Converts one network and returns its entry: `bytes` are those of the text; into flash goes a byte a parameter. */
async function convertVariant({ variant, file, parameters, float32H5Bytes }: FloatVariant): Promise<object> {
  const request = { file: join(folder, file), calibration: data, inputs: defaultCalibrationInputs };
  const { header, agreement } = await convertFile({ ...request, rule: 'search' });
  const name = variant.replace('float32', 'weights');
  const path = join(folder, `${name}.h`);
  await writeFile(path, header);
  const bytes = Buffer.from(header);
  const gzipBytes = gzipSync(bytes, { level: 9 }).length;
  const { accuracy } = await measureAccuracy({ model: path, data });
  return {
    variant: name,
    file: `${name}.h`,
    accuracy,
    convertedFrom: file,
    calibrationImages: agreement.inputs,
    sameAnswersInCalibration: agreement.sameShare,
    bytes: bytes.length,
    sha256: await sha256Hex(bytes),
    parameters,
    gzipBytes,
    float32H5Bytes,
    compressionOfH5: times(float32H5Bytes / bytes.length),
    gzipCompressionOfH5: times(float32H5Bytes / gzipBytes),
    parameterCompressionOfH5: times(float32H5Bytes / parameters),
  };
}

const record: ModelRecord = JSON.parse(await readFile(recordFile, 'utf8'));
const floats = record.variants.filter(({ file }) => file.endsWith('-float32.tflite'));
const converted: object[] = [];
for (const float of floats) converted.push(await convertVariant(float));
await writeFile(recordFile, `${JSON.stringify({ ...record, variants: [...floats, ...converted] }, null, 2)}\n`);
