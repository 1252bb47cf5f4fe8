"""Executes single-instruction vectors on yasimavr's ATmega4809 and writes what they left behind.

Usage: yasimavr_vectors.py PART RAM_START RAM_END < vectors > results; the records are those of vectors.ts.
"""

import struct
import sys

import yasimavr.lib.core as core
from yasimavr.device_library import load_device

VECTOR = struct.Struct("<32s4BH3HI")
RESULT = struct.Struct("<32s4BHHIII")


def sum_ram(ram: bytes) -> int:
    """The same polynomial hash as simavr-vectors.c."""
    total = 0
    for word in memoryview(ram).cast("I"):
        total = total * 31 + word & 0xFFFFFFFF
    return total


def run(probe, device, vector: bytes, ram_start: int, ram_end: int) -> bytes:
    registers, sreg, _rampz, _eind, _, sp, w0, w1, w2, pc = VECTOR.unpack(vector)
    probe.set_device_state(core.Device.State.Running)
    probe.write_flash(pc, struct.pack("<3H", w0, w1, w2))
    for index, value in enumerate(registers):
        probe.write_gpreg(index, value)
    probe.write_sp(sp)
    probe.write_sreg(sreg)
    probe.write_pc(pc)
    cycles = device.exec_cycle()
    after = bytes(probe.read_gpreg(index) for index in range(32))
    ram = sum_ram(bytes(probe.read_data(ram_start, ram_end - ram_start)))
    return RESULT.pack(after, probe.read_sreg(), 0, 0, 0, probe.read_sp(), 0, probe.read_pc(), cycles, ram)


name, ram_start, ram_end = sys.argv[1], int(sys.argv[2], 0), int(sys.argv[3], 0)
device = load_device(name)
cycle_manager = core.CycleManager()
device.init(cycle_manager)
probe = core.DeviceDebugProbe(device)
device.reset()
probe.write_flash(0, bytes((i * 7 + (i >> 8)) & 0xFF for i in range(0xC000)))
probe.write_data(ram_start, bytes((i * 13 + (i >> 8)) & 0xFF for i in range(ram_start, ram_end)))
vectors = sys.stdin.buffer.read()
for offset in range(0, len(vectors), VECTOR.size):
    sys.stdout.buffer.write(run(probe, device, vectors[offset : offset + VECTOR.size], ram_start, ram_end))
