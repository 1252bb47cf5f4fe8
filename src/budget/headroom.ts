const kibibyte = 1024;
const smallStep = 64;

/** A limit a share above what was measured, rounded up to whole KiB, or to 64 B below one: 41366 B and 0.1 -> `45 KiB`. */
export function bytesLimit(bytes: number, headroom: number): string {
  const wanted = bytes * (1 + headroom);
  if (wanted < kibibyte) return `${Math.max(1, Math.ceil(wanted / smallStep)) * smallStep} B`;
  return `${Math.ceil(wanted / kibibyte)} KiB`;
}

/** A limit a share above what was measured, rounded up to two digits: 21.1 ms and 0.1 -> `24 ms`. */
export function durationLimit(milliseconds: number, headroom: number): string {
  const [value, unit] = inUnit(milliseconds * (1 + headroom));
  const digits = Math.ceil(Math.log10(value));
  const step = 10 ** (digits - 2);
  return `${Number((Math.ceil(value / step) * step).toPrecision(3))} ${unit}`;
}

function inUnit(milliseconds: number): [value: number, unit: string] {
  if (milliseconds >= 1000) return [milliseconds / 1000, 's'];
  return milliseconds >= 1 ? [milliseconds, 'ms'] : [milliseconds * 1000, 'us'];
}
