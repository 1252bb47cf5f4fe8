import { type Accumulator, avrCompilePlan, avrSourceDirectories } from '../../../src/build/avr.ts';
import { findDevice } from '../../../src/devices/index.ts';
import { findAvrToolchain } from '../../../src/node/avr-toolchain.ts';
import { compileImage } from '../../../src/node/compile.ts';
import { listSources } from '../../../src/node/firmware-sources.ts';
import { cacheDirectory, objectCache } from '../../../src/node/object-cache.ts';
import { firmwareDirectory } from '../../../src/node/prebuilt.ts';

/** An ELF for the ATmega4809 around a weights.h, as somebody else's firmware would be: a file that says nothing of its network. */
export async function avrFirmware(weights: string, accumulator: Accumulator = 'int32'): Promise<Uint8Array> {
  const device = findDevice('atmega4809');
  const directory = firmwareDirectory();
  const sources = await listSources(directory, avrSourceDirectories(device));
  const plan = avrCompilePlan({ device, opt: 'Os', accumulator }, weights, sources);
  const options = {
    firmwareDirectory: directory,
    toolchain: await findAvrToolchain(),
    cache: objectCache(cacheDirectory()),
  };
  return (await compileImage(plan, options)).elf;
}
