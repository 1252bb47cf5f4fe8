import type { Stroke } from './strokes.ts';

/** A picture as the networks of this page are trained on: MNIST's 28 by 28. */
export const side = 28;
/** Half the width of a pen stroke, and of the soft edge around it, in pixels. */
const penRadius = 1.0;
const softEdge = 0.9;

/** What a pen leaves on paper: 0..1 in rows, ink 1. */
export function rasterize(strokes: readonly Stroke[]): Float32Array {
  const pixels = new Float32Array(side * side);
  for (const stroke of strokes) {
    stroke.forEach((point, index) => {
      const before = stroke[index - 1] ?? point;
      inkSegment(pixels, before[0] * side, before[1] * side, point[0] * side, point[1] * side);
    });
  }
  return pixels;
}

function inkSegment(pixels: Float32Array, x0: number, y0: number, x1: number, y1: number): void {
  const reach = penRadius + softEdge;
  const clamp = (value: number): number => Math.min(side - 1, Math.max(0, value));
  for (let y = clamp(Math.floor(Math.min(y0, y1) - reach)); y <= clamp(Math.ceil(Math.max(y0, y1) + reach)); y++) {
    for (let x = clamp(Math.floor(Math.min(x0, x1) - reach)); x <= clamp(Math.ceil(Math.max(x0, x1) + reach)); x++) {
      const distance = distanceToSegment(x + 0.5, y + 0.5, x0, y0, x1, y1);
      const ink = Math.min(1, Math.max(0, (reach - distance) / softEdge));
      pixels[y * side + x] = Math.max(pixels[y * side + x]!, ink);
    }
  }
}

function distanceToSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length2));
  return Math.hypot(x - (x0 + along * dx), y - (y0 + along * dy));
}
