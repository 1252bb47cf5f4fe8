import { describe, expect, it } from 'vitest';
import { modelRoom, placeModel } from '../../src/build/place-model.ts';
import { deviceWith, imageWith, label, segmentAt } from './image-fixtures.ts';

const device = deviceWith({});
const flashEnd = 0x0810_0000;
const firmware = imageWith([segmentAt(0x0800_0000, 0x6000)], [label('pf_model', 0x0800_6000)]);

describe('placeModel', () => {
  it('programs the model at pf_model and leaves the firmware as it was', () => {
    const model = Uint8Array.of(1, 2, 3);
    const placed = placeModel(firmware, device, model);
    expect(placed.segments).toEqual([
      firmware.segments[0],
      { loadAddress: 0x0800_6000, virtualAddress: 0x0800_6000, bytes: model, memoryBytes: 3 },
    ]);
    expect(firmware.segments).toHaveLength(1);
  });

  it('takes a model that fills the flash to its last byte', () => {
    const largest = new Uint8Array(flashEnd - 0x0800_6000);
    expect(placeModel(firmware, device, largest).segments).toHaveLength(2);
  });

  it('says by how many bytes a model is too large', () => {
    const tooLarge = new Uint8Array(flashEnd - 0x0800_6000 + 7);
    expect(() => placeModel(firmware, device, tooLarge)).toThrow(
      /flash of stm32l475vg: the model is 7 bytes too large/,
    );
  });

  it('refuses images that no model can be placed in', () => {
    const without = imageWith(firmware.segments, []);
    expect(() => modelRoom(without, device)).toThrow(/no symbol pf_model/);
    const occupied = imageWith([segmentAt(0x0800_0000, 0x6001)], firmware.symbols);
    expect(() => modelRoom(occupied, device)).toThrow(/bytes at pf_model or behind it already/);
    const elsewhere = imageWith([], [label('pf_model', 0x2000_0000)]);
    expect(() => modelRoom(elsewhere, device)).toThrow(/pf_model is at 0x20000000, which is not flash/);
  });
});
