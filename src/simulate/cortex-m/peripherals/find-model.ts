import { DeviceError } from '../../../devices/errors.ts';
import { peripheralModels } from './registry.ts';
import type { PeripheralModel } from './types.ts';

/** The model a part's file names. @throws DeviceError naming the models there are */
export function findModel(name: string, deviceId: string): PeripheralModel {
  const model = Object.hasOwn(peripheralModels, name) ? peripheralModels[name] : undefined;
  if (model !== undefined) return model;
  throw new DeviceError({
    where: `peripherals of ${deviceId}`,
    what: `there is no peripheral model "${name}"`,
    advice: `Name one of ${Object.keys(peripheralModels).sort().join(', ')}, or leave the peripheral out.`,
  });
}
