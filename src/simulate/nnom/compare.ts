import type { LayerInfo } from '../../model/types.ts';

/** Where a part's answer parts from the host's. */
export interface HostDifference {
  /** The first layer whose outputs differ. */
  readonly layer: LayerInfo;
  readonly differing: number;
  readonly values: number;
  /** The first differing value. */
  readonly position: number;
  readonly onPart: number;
  readonly onHost: number;
}

/** The first layer whose outputs are not the same to the bit on part and host; undefined when there is none. */
export function firstDifference(
  layers: readonly LayerInfo[],
  part: readonly Uint8Array[],
  host: readonly Uint8Array[],
): HostDifference | undefined {
  for (const [index, layer] of layers.entries()) {
    const [a, b] = [part[index] ?? new Uint8Array(), host[index] ?? new Uint8Array()];
    const positions = [...b.keys()].filter((position) => a[position] !== b[position]);
    const [position] = positions;
    if (position === undefined) continue;
    const onPart = ((a[position] ?? 0) << 24) >> 24;
    const onHost = (b[position]! << 24) >> 24;
    return { layer, differing: positions.length, values: b.length, position, onPart, onHost };
  }
  return undefined;
}

/** The finding a difference is reported as. */
export function differenceWarning(difference: HostDifference): { code: string; message: string; advice: string } {
  const { layer, differing, values, position, onPart, onHost } = difference;
  return {
    code: 'host-difference',
    message:
      `the part does not compute what the host does: they part in layer ${layer.index} (${layer.op}), where ` +
      `${differing} of ${values} outputs differ, the first at ${position}: ${onPart} on the part, ${onHost} on the host`,
    advice:
      "On AVR `int` has 16 bits: a sum kept in one overflows where the host's does not. Keep sums in int32_t " +
      '(--accumulator int32).',
  };
}
