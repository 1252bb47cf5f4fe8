import { basename } from 'node:path';
import { isDevicePath } from '../devices/device-path.ts';
import { findDevice } from '../devices/index.ts';
import { parseDevice } from '../devices/parse.ts';
import type { Device } from '../devices/schema.ts';
import { readInputFile } from './files.ts';

/**
 * The part called `text`, or the one that the file at that path describes.
 *
 * @throws DeviceError when there is no such part, or naming the fields that are wrong in the file
 * @throws FileError when the file cannot be read
 */
export async function openDevice(text: string): Promise<Device> {
  if (!isDevicePath(text)) return findDevice(text);
  return parseDevice(new TextDecoder().decode(await readInputFile(text)), basename(text));
}
