import * as z from 'zod';
import { DeviceError } from './errors.ts';
import { type Device, deviceSchema } from './schema.ts';

/**
 * A part from the content of its JSON file: one of preflash's or a user's own.
 * @param name the file's name, for messages
 * @throws DeviceError naming every field that is wrong
 */
export function parseDevice(text: string, name: string): Device {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeviceError({ where: name, what: `it is not JSON: ${reason}`, advice: 'Correct it where it says.' });
  }
  return checkDevice(content, name);
}

function checkDevice(content: unknown, name: string): Device {
  const result = deviceSchema.safeParse(content);
  if (result.success) return result.data;
  throw new DeviceError({
    where: name,
    what: `it does not describe a part: ${z.prettifyError(result.error).replace(/\s+/g, ' ')}`,
    advice: 'src/devices/device.schema.json describes every field; src/devices/parts has examples.',
  });
}
