import { closest } from './closest.ts';
import { DeviceError } from './errors.ts';
import { devices } from './parts.generated.ts';
import type { Device } from './schema.ts';

export { devices };

/** The part called `id`, in any case. @throws DeviceError with the id that was probably meant, and all there are */
export function findDevice(id: string): Device {
  const device = devices.find((candidate) => candidate.id === id.trim().toLowerCase());
  if (device !== undefined) return device;
  const ids = devices.map((candidate) => candidate.id);
  const meant = closest(id.trim(), ids);
  const known = `Known devices: ${ids.join(', ')}.`;
  throw new DeviceError({
    where: `device "${id}"`,
    what: 'there is no such device',
    advice: meant === undefined ? known : `Did you mean "${meant}"? ${known}`,
  });
}
