import type { Device } from '../devices/schema.ts';

const millisecondsPerSecond = 1e3;
const microjoulesPerJoule = 1e6;

/** Milliseconds that `cycles` take at the device's clock. */
export function latencyMs(cycles: number, device: Pick<Device, 'clockHz'>): number {
  return (cycles / device.clockHz) * millisecondsPerSecond;
}

/** Microjoules the part draws in `cycles`: supply voltage x run current x time, at the figures of its datasheet. */
export function energyUj(cycles: number, device: Pick<Device, 'clockHz' | 'supplyVolts' | 'runCurrentAmps'>): number {
  return device.supplyVolts * device.runCurrentAmps * (cycles / device.clockHz) * microjoulesPerJoule;
}
