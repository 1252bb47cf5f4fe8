/**
 * A count with thousands separators: 1512345 -> `1,512,345`. As `toLocaleString` writes it, without loading what that
 * knows of languages: in a page tens of milliseconds.
 */
export const formatCount = (count: number): string =>
  Number.isSafeInteger(count) ? String(count).replace(/\B(?=(?:\d{3})+$)/g, ',') : count.toLocaleString('en-US');

/** Three significant digits and no more zeros than it takes: 0.12345 -> `0.123`, 2 -> `2`. */
export const formatSignificant = (value: number): string => String(Number(value.toPrecision(3)));
