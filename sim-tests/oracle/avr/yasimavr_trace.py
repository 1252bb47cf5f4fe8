"""Runs an ATmega4809 program in yasimavr and writes, for each instruction, where it is and the cycle it begins at.

Usage: yasimavr_trace.py FLASH INSTRUCTIONS TRACE; FLASH is the raw image, a record of TRACE two 32-bit words.

yasimavr 0.1.6 prices some instructions with AVRe's cycles, data reads from mapped flash like reads from RAM, and the
entry of an interrupt with nothing. They are put right here, from the AVRxt columns of DS40002198B and the interrupt
response time of DS40002173, before the clock that its peripherals see goes on.
"""

import struct
import sys
from array import array

import yasimavr.lib.core as core
from yasimavr.device_library import load_device

MAPPED_FLASH = 0x4000
MAPPED_FLASH_EXTRA = 1
INTERRUPT_ENTRY = 2
VECTORS = 40
JMP = 0x940C

# (mask, value) of the instruction word: cycles of the manual less those of yasimavr.
CORRECTIONS = {
    (0xF000, 0xD000): 2 - 4,  # RCALL
    (0xFFFF, 0x9509): 2 - 3,  # ICALL
    (0xFE0E, 0x940E): 3 - 4,  # CALL
    (0xFE0F, 0x920F): 1 - 2,  # PUSH
    (0xFD00, 0x9800): 1 - 2,  # CBI, SBI
    (0xFE0F, 0x9000): 3 - 2,  # LDS
    (0xD200, 0x8200): 1 - 2,  # ST Y, ST Z, STD
    **{(0xFE0F, 0x9200 | mode): 1 - 2 for mode in (0x1, 0x2, 0x9, 0xA, 0xC, 0xD, 0xE)},  # ST with X, Y+, -Y, Z+, -Z
}

# (mask, value): low register of the pointer, and what is added to it before the access.
LOADS = {
    **{(0xFE0F, 0x9000 | mode): (30, step) for mode, step in ((0x1, 0), (0x2, -1))},
    **{(0xFE0F, 0x9000 | mode): (28, step) for mode, step in ((0x9, 0), (0xA, -1))},
    **{(0xFE0F, 0x9000 | mode): (26, step) for mode, step in ((0xC, 0), (0xD, 0), (0xE, -1))},
}


def first(table, word, default):
    return next((entry for (mask, value), entry in table.items() if word & mask == value), default)


def load_of(word: int):
    """Pointer register and displacement of a load through a pointer, or None."""
    if word & 0xD200 == 0x8000:
        displacement = (word & 7) | ((word >> 7) & 0x18) | ((word >> 8) & 0x20)
        return (28 if word & 8 else 30, displacement)
    return first(LOADS, word, None)


def handlers_of(words) -> dict[int, int]:
    """Vector address by the address of its handler, for the handlers that belong to one vector alone."""
    targets = [2 * words[2 * vector + 1] for vector in range(VECTORS) if words[2 * vector] == JMP]
    return {target: 4 * vector for vector, target in enumerate(targets) if vector and targets.count(target) == 1}


def price(probe, pricing) -> int:
    """What to add to yasimavr's cycles for an instruction that is about to be executed."""
    correction, load = pricing
    if load:
        pointer, displacement = load
        address = probe.read_gpreg(pointer) + 256 * probe.read_gpreg(pointer + 1) + displacement
        correction += MAPPED_FLASH_EXTRA if address & 0xFFFF >= MAPPED_FLASH else 0
    return correction


def run(device, clock, probe, flash: bytes, instructions: int, trace: array) -> None:
    words = struct.unpack(f"<{len(flash) // 2}H", flash)
    pricing = [(first(CORRECTIONS, word, 0), load_of(word)) for word in words]
    handlers = handlers_of(words)
    for _ in range(instructions):
        pc, start = probe.read_pc(), clock.cycle()
        correction = price(probe, pricing[pc >> 1])
        cycles = device.exec_cycle()
        vector = handlers.get(probe.read_pc())
        if vector is not None:
            # It took an interrupt and executed the jump at the vector in place of the instruction at pc.
            clock.increment_cycle(INTERRUPT_ENTRY)
            pc, start, correction = vector, start + INTERRUPT_ENTRY, 0
        trace.append(pc)
        trace.append(start)
        if device.state() != core.Device.State.Running:
            break
        clock.increment_cycle(cycles + correction)
        clock.process_timers()


flash_path, count, trace_path = sys.argv[1:]
program = open(flash_path, "rb").read().ljust(0xC000, b"\xff")
simulated = load_device("atmega4809")
cycle_manager = core.CycleManager()
simulated.init(cycle_manager)
debug = core.DeviceDebugProbe(simulated)
simulated.reset()
debug.write_flash(0, program)
debug.write_pc(0)
debug.set_device_state(core.Device.State.Running)
records = array("I")
run(simulated, cycle_manager, debug, program, int(count), records)
with open(trace_path, "wb") as output:
    records.tofile(output)
