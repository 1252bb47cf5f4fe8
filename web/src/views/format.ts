/** An energy for people, given in microjoules, three significant digits. */
export function formatEnergy(microjoules: number): string {
  return microjoules >= 1000 ? `${(microjoules / 1000).toPrecision(3)} mJ` : `${microjoules.toPrecision(3)} µJ`;
}
