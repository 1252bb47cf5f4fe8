import { Command } from '@commander-js/extra-typings';
import { capacityBytes, type Device, devices, formatBytes } from '../index.ts';
import { printResult } from './output.ts';

/** `preflash devices`: the parts there are. */
export function devicesCommand() {
  return new Command('devices')
    .description('the parts preflash knows')
    .option('--json', 'print them as JSON')
    .action(({ json }) => {
      printResult(json ? JSON.stringify(devices.map(summary), null, 2) : devices.map(line).join('\n'));
    });
}

function summary(device: Device) {
  const { id, name, vendor, core, clockHz } = device;
  return {
    id,
    name,
    vendor,
    core,
    clockHz,
    flashBytes: capacityBytes(device, 'flash'),
    ramBytes: capacityBytes(device, 'ram'),
  };
}

const idWidth = 14;

function line(device: Device): string {
  const { id, name, core, clockHz, flashBytes, ramBytes } = summary(device);
  return `${id.padEnd(idWidth)}${name}: ${core}, ${clockHz / 1e6} MHz, ${formatBytes(flashBytes)} flash, ${formatBytes(ramBytes)} RAM`;
}
