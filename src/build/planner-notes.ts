/** A buffer as the memory planner of firmware/stm32 has placed it. */
export interface PlannedItem {
  readonly bytes: number;
  /** From the start of the arena. */
  readonly offset: number;
  /** Operators between which it is needed, both included. */
  readonly firstUse: number;
  readonly lastUse: number;
}

/** pf_plan_item_t of firmware/stm32/runtime/memory_planner.h on 32-bit targets; tensor_plan.c asserts it. */
const item = { sizeBytes: 16, bytes: 0, offset: 4, firstUse: 8, lastUse: 10, placed: 12 } as const;

/** Bytes of the notes on `count` buffers. */
export const notesBytes = (count: number): number => count * item.sizeBytes;

/**
 * The notes of the memory planner, which lie at the start of the arena until the first inference writes there: one a
 * tensor of the graph, then one an operator for its scratch buffer.
 *
 * @param arena the arena before the first inference
 * @returns what was placed, each at its index; undefined for what needs no room: constants, operators without scratch
 * @throws RangeError when the arena is shorter than the notes
 */
export function readPlannerNotes(arena: Uint8Array, count: number): (PlannedItem | undefined)[] {
  const view = new DataView(arena.buffer, arena.byteOffset, arena.byteLength);
  return Array.from({ length: count }, (_, index) => {
    const at = index * item.sizeBytes;
    if (view.getUint8(at + item.placed) === 0) return undefined;
    return {
      bytes: view.getUint32(at + item.bytes, true),
      offset: view.getUint32(at + item.offset, true),
      firstUse: view.getUint16(at + item.firstUse, true),
      lastUse: view.getUint16(at + item.lastUse, true),
    };
  });
}

/** Start of a buffer in the arena: firmware/stm32/runtime/arena.c rounds it up to PF_BUFFER_ALIGNMENT. */
export const arenaStart = (address: number): number => Math.ceil(address / 16) * 16;

/** Records that live as long as the model, from the arena's end down: firmware/stm32/runtime/model.c. */
export const records = { alignmentBytes: 8, tensorBytes: 12, operatorBytes: 32 } as const;
