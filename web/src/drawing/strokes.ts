/** A point of a stroke, 0..1 from the left and from the top. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

/** Points of an arc, for the round parts of a digit; angles in turns, clockwise from the right. */
function arc(x: number, y: number, radiusX: number, radiusY: number, from: number, to: number): Point[] {
  const steps = 16;
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = 2 * Math.PI * (from + ((to - from) * step) / steps);
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
}

/** Each digit as it is written by hand: for who cannot or does not want to draw. */
export const digitStrokes: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.17, 0.27, -0.25, 0.75)],
  [
    [
      [0.42, 0.3],
      [0.54, 0.22],
      [0.5, 0.78],
    ],
  ],
  [[...arc(0.5, 0.37, 0.17, 0.15, -0.5, 0.08), [0.33, 0.76], [0.7, 0.76]]],
  [[...arc(0.48, 0.36, 0.16, 0.14, -0.45, 0.22), ...arc(0.48, 0.63, 0.18, 0.15, -0.22, 0.42)]],
  [
    [
      [0.42, 0.22],
      [0.34, 0.54],
      [0.68, 0.54],
    ],
    [
      [0.62, 0.28],
      [0.58, 0.8],
    ],
  ],
  [[[0.66, 0.24], [0.4, 0.24], [0.38, 0.48], ...arc(0.48, 0.62, 0.17, 0.16, -0.25, 0.42)]],
  [[[0.6, 0.22], [0.44, 0.42], ...arc(0.5, 0.63, 0.15, 0.15, -0.5, 0.5)]],
  [
    [
      [0.32, 0.26],
      [0.68, 0.26],
      [0.46, 0.8],
    ],
  ],
  [[...arc(0.5, 0.37, 0.13, 0.13, 0.25, 1.25), ...arc(0.5, 0.64, 0.16, 0.14, -0.25, 0.75)]],
  [[...arc(0.5, 0.39, 0.15, 0.15, 0, 1), [0.6, 0.8]]],
];
