import { useEffect, useRef } from 'preact/hooks';
import { rasterize, side } from '../drawing/pixels.ts';
import type { Point, Stroke } from '../drawing/strokes.ts';

interface PaperProps {
  readonly strokes: readonly Stroke[];
  /** Told each stroke when the pen is lifted. */
  readonly onStroke: (stroke: Stroke) => void;
}

/** A sheet to draw on, which shows the pixels that the network is given. */
export function Paper({ strokes, onStroke }: PaperProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<Point[]>([]);
  useEffect(() => paint(canvas.current, strokes), [strokes]);
  const add = (event: PointerEvent): void => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    stroke.current.push([(event.clientX - left) / width, (event.clientY - top) / height]);
    paint(canvas.current, [...strokes, stroke.current]);
  };
  const begin = (event: PointerEvent): void => {
    canvas.current?.setPointerCapture(event.pointerId);
    stroke.current = [];
    add(event);
  };
  const move = (event: PointerEvent): void => {
    if (stroke.current.length > 0) add(event);
  };
  const end = (): void => {
    if (stroke.current.length > 0) onStroke(stroke.current);
    stroke.current = [];
  };
  return (
    <canvas
      ref={canvas}
      class="paper"
      width={side}
      height={side}
      role="img"
      aria-label="Paper to draw a digit on with a mouse or a finger"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

function paint(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  const image = context.createImageData(side, side);
  rasterize(strokes).forEach((ink, pixel) => {
    const level = Math.round(255 * ink);
    image.data.set([level, level, level, 255], 4 * pixel);
  });
  context.putImageData(image, 0, 0);
}
