import { closest } from '../../devices/closest.ts';
import type { Device } from '../../devices/schema.ts';
import { RegionError } from '../regions/region-name.ts';

/** Throws a RegionError, with the names there are, where a part has no peripheral of that name. */
export function assertPeripheral({ peripherals, name: part }: Device, wanted: string): void {
  const names = peripherals.map(({ name, model }) => name ?? model);
  if (names.includes(wanted)) return;
  const uarts = names.filter((name) => /uart|usart/i.test(name));
  const near = closest(wanted, uarts);
  throw new RegionError({
    where: `--uart ${wanted}`,
    what: `${part} has no such UART`,
    advice: near === undefined ? `It has ${uarts.join(', ')}.` : `Did you mean ${near}? It has ${uarts.join(', ')}.`,
  });
}
