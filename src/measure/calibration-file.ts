import { ProfileError } from '../estimate/profile.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { parseNnom } from '../model/nnom/nnom.ts';
import type { Definition } from '../model/nnom/source.ts';
import { isModel } from '../model/open.ts';
import type { NamedFile } from './measure.ts';

/** What takes part in a calibration: a model, or firmware, and the model that it is about. */
export interface CalibrationFile extends NamedFile {
  readonly model: NamedFile;
}

/**
 * Makes a file a part of a calibration: a model, firmware with a .tflite inside, or firmware with NNoM.
 *
 * @param weights the weights.h that firmware with NNoM was built from
 * @throws ProfileError when firmware has none, or another than the weights.h beside it; what `openImage` throws, and
 * `parseNnom` of the weights.h
 */
export async function calibrationFile(file: NamedFile, weights?: NamedFile): Promise<CalibrationFile> {
  return { ...file, model: await modelOf(file, weights) };
}

async function modelOf(file: NamedFile, weights: NamedFile | undefined): Promise<NamedFile> {
  if (isModel(file.bytes)) return file;
  const image = await openImage(file.bytes, file.name);
  const inside = tfliteInside(image);
  if (inside !== undefined) return { name: file.name, bytes: inside };
  if (weights === undefined) throw noModel(file.name);
  if (image.machine !== 'avr') throw notForAvr(file.name);
  if (!holdsWeights(image, weights)) throw otherWeights(file.name, weights.name);
  return weights;
}

const fileIdentifier = [...'TFL3'].map((letter) => letter.charCodeAt(0));
const identifierOffset = 4;

/** The .tflite that an image carries: it is known by its file identifier, and as long as its symbol says. */
function tfliteInside({ segments, symbols }: FirmwareImage): Uint8Array | undefined {
  for (const { bytes, virtualAddress } of segments) {
    for (let at = 0; at + 2 * identifierOffset <= bytes.length; at += 4) {
      if (!fileIdentifier.every((byte, index) => bytes[at + identifierOffset + index] === byte)) continue;
      const symbol = symbols.find(({ address, sizeBytes }) => address === virtualAddress + at && sizeBytes > 0);
      return bytes.subarray(at, symbol === undefined ? bytes.length : at + symbol.sizeBytes);
    }
  }
  return undefined;
}

/** Whether the largest array of weights is in the image, wherever the compiler has put it. */
function holdsWeights({ segments }: FirmwareImage, { bytes, name }: NamedFile): boolean {
  const { source } = parseNnom(bytes, name);
  const [largest] = [...source.definitions.values()].map(weightsOf).sort((a, b) => b.length - a.length);
  if (largest === undefined || largest.length === 0) return true;
  return segments.some((segment) => includes(segment.bytes, largest));
}

function weightsOf({ type, isArray, value }: Definition): Uint8Array {
  if (type !== 'int8_t' || !isArray || value?.kind !== 'list') return new Uint8Array();
  return Uint8Array.from(value.elements, (element) => (element.kind === 'number' ? element.value : 0));
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** The names that the weights.h of firmware may have, beside it. */
export const weightsNamesOf = (firmware: string): readonly string[] => [
  `${firmware.replace(/\.[^.]*$/, '')}.weights.h`,
  'weights.h',
];

function noModel(where: string): ProfileError {
  return new ProfileError({
    where,
    what: `there is no .tflite in this firmware, and neither ${weightsNamesOf(where).join(' nor ')} beside it`,
    advice: 'Firmware with NNoM takes part with the weights.h that it was built from: put that beside it.',
  });
}

function notForAvr(where: string): ProfileError {
  return new ProfileError({
    where,
    what: 'firmware with NNoM is calibrated for AVR parts, and this is not for one',
    advice: 'Simulate it instead: preflash run.',
    kind: 'unsupported',
  });
}

function otherWeights(where: string, weights: string): ProfileError {
  return new ProfileError({
    where,
    what: `the weights of ${weights} are not in it`,
    advice: 'Put the weights.h beside it that it was built from.',
  });
}
