import { readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { type LinkedObject, parseLinkedObjects } from '../build/link-map.ts';
import { assertImageFits } from '../cost/fit.ts';
import { findDevice } from '../devices/index.ts';
import type { Device } from '../devices/schema.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { defaultKernels, defaultOpt } from '../measure/defaults.ts';
import { isModel, openModel } from '../model/open.ts';
import { attribute } from '../why/attribute.ts';
import type { Attribution } from '../why/types.ts';
import { buildImage } from './build-image.ts';
import { demanglerFor } from './demangler.ts';
import { readInputFile } from './files.ts';

/** Says what each byte of a firmware image is, or of the firmware that is built around a model. */
export async function whyFile(file: string, deviceId: string): Promise<Attribution[]> {
  const device = findDevice(deviceId);
  const image = await imageOfFile(file, device);
  assertImageFits(image, device, basename(file));
  return attribute(image, device, await demanglerFor(image), await linkedObjectsOf(file));
}

/** Of the map file beside an ELF, `firmware.map` or `firmware.elf.map`, where there is one. */
async function linkedObjectsOf(file: string): Promise<LinkedObject[]> {
  const { dir, name } = parse(file);
  for (const path of [join(dir, `${name}.map`), `${file}.map`]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return parseLinkedObjects(text);
  }
  return [];
}

async function imageOfFile(file: string, device: Device): Promise<FirmwareImage> {
  const bytes = await readInputFile(file);
  const name = basename(file);
  if (!isModel(bytes)) return openImage(bytes, name);
  const model = await openModel(bytes, name);
  const request = { model, modelBytes: bytes, modelName: name, device, kernels: defaultKernels, opt: defaultOpt };
  return (await buildImage(request)).image;
}
