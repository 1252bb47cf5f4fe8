const hertzPerMegahertz = 1e6;
const digits = 4;

/** A clock for people: 3333333 -> `3.333 MHz`. */
export function formatMegahertz(hertz: number): string {
  return `${Number((hertz / hertzPerMegahertz).toPrecision(digits))} MHz`;
}
