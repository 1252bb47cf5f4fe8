import { describe, expect, it } from 'vitest';
import { SimulationFault } from '../../../src/simulate/faults.ts';
import { loadAssembly, runAssembly } from '../../support/assemble-avr.ts';

async function faultOf(source: string, part = 'atmega4809') {
  const error = await runAssembly(source, part).catch((thrown: unknown) => thrown);
  if (!(error instanceof SimulationFault)) throw new Error(`no fault but ${error}`);
  return error.fault;
}

describe('a run that cannot become a number stops, and says where and why', () => {
  it('at an instruction the core does not have', async () => {
    const fault = await faultOf('nop\nbad: .word 0x9594\n');
    expect(fault).toMatchObject({ kind: 'undefined-instruction', pc: 2, symbol: 'bad' });
    expect(fault.message).toMatch(/0x9594 is not an instruction/);
  });

  it('in erased flash', async () => {
    expect((await faultOf('jmp 0x2000\n')).message).toMatch(
      /0xFFFF is not an instruction of this core: flash is erased/,
    );
  });

  it('at the end of flash', async () => {
    const machine = await loadAssembly('jmp 0xbffe\n.org 0xbffe\nlast: nop\n', 'atmega4809');
    expect(() => machine.runFor(1000)).toThrow(/0x0000C000: .* is not an instruction/);
    expect(machine.cycles).toBe(3 + 1);
  });

  it('when a jump leaves flash', async () => {
    const fault = await faultOf('ldi r30, 0xff\n ldi r31, 0xff\n ijmp');
    expect(fault).toMatchObject({ kind: 'unmapped-access', address: 0x1fffe });
  });

  it('when a return address is none', async () => {
    const fault = await faultOf('ldi r16, 0xff\n push r16\n push r16\n ret');
    expect(fault.message).toMatch(/goes to 0x0001FFFE, past the 49152 bytes of flash/);
  });

  it('when the stack is outside RAM', async () => {
    const fault = await faultOf('ldi r16, 0x7f\n out 0x3e, r16\n push r16\n', 'atmega328p');
    expect(fault).toMatchObject({ kind: 'unmapped-access', address: 0x7fff & 0xffff });
    expect(fault.message).toMatch(/the stack is at data address 0x00007FFF, outside this part/);
  });

  it('when a pointer leads nowhere', async () => {
    const fault = await faultOf('ldi r30, 0\n ldi r31, 0x20\nload: ld r2, Z');
    expect(fault).toMatchObject({ kind: 'unmapped-access', address: 0x2000, pc: 4, symbol: 'load' });
  });

  it('when it reads a register without a model, by its name', async () => {
    const fault = await faultOf('nop\npoll: lds r16, 0x060b');
    expect(fault).toMatchObject({ kind: 'unmodelled-peripheral', address: 0x60b, symbol: 'poll' });
    expect(fault.message).toMatch(/reads ADC0 \+ 0x0B \(0x060B\), which is not modelled/);
  });

  it('when it reprograms itself', async () => {
    expect((await faultOf('spm')).message).toMatch(/reprograms its own flash/);
  });

  it('when it waits for ever, with and without sleeping', async () => {
    expect((await faultOf('cli\nend: rjmp end')).kind).toBe('time-out');
    expect((await faultOf('sei\nend: rjmp end')).kind).toBe('time-out');
    expect((await faultOf('ldi r16, 1\n sts 0x50, r16\n sei\n sleep')).kind).toBe('time-out');
  });
});

describe('a write to a register without a model', () => {
  it('goes on, with one warning an address', async () => {
    const machine = await runAssembly('ldi r16, 1\nset: sts 0x0600, r16\n sts 0x0600, r16\n break', 'atmega4809');
    expect(machine.warnings.map(({ code }) => code)).toEqual(['unmodelled-register-write']);
    expect(machine.warnings[0]!.message).toMatch(/set writes ADC0 \+ 0x00 \(0x0600\)/);
  });
});

describe('the stack', () => {
  // 4 bytes of data from 0x2800: the heap starts at 0x2804.
  const heap = '.global __heap_start\n .set __heap_start, 0x802804\n';

  it('has a low-water mark that half-written pointers do not move', async () => {
    // As avr-gcc does it on AVRxt: the low byte first. 0x3F10 to 0x3EF0 and back, by way of 0x3FF0 and 0x3E10.
    const move = (low: number, high: number) => `ldi r16, ${low}\n ldi r17, ${high}\n out 0x3d, r16\n out 0x3e, r17\n`;
    const machine = await runAssembly(`${move(0x10, 0x3f)}${move(0xf0, 0x3e)}${move(0x10, 0x3f)}break`, 'atmega4809');
    expect(machine.lowestSp).toBe(0x80_3ef0);
  });

  it('that runs into static data is told by how much', async () => {
    const push =
      'ldi r16, 0x06\n out 0x3d, r16\n ldi r16, 0x28\n out 0x3e, r16\n push r1\n push r1\n push r1\n push r1\n push r1\n';
    const pop = 'pop r1\n pop r1\n pop r1\n pop r1\n pop r1\n break';
    const fault = await faultOf(`${heap}${push}${pop}`);
    expect(fault.kind).toBe('stack-collision');
    // SP from 0x2806 to 0x2801: the bytes 0x2802 and 0x2803 belong to static data.
    expect(fault.message).toMatch(/the stack runs 2 bytes into static data/);
  });

  it('that runs into the heap is told by how much', async () => {
    const grow = 'ldi r16, 0x40\n sts 0x2800, r16\n ldi r16, 0x28\n sts 0x2801, r16\n';
    const push =
      'ldi r16, 0x41\n out 0x3d, r16\n ldi r16, 0x28\n out 0x3e, r16\n push r1\n push r1\n push r1\n push r1\n';
    const source = `${heap}.set __brkval, 0x802800\n .global __brkval\n${grow}${push}pop r1\n pop r1\n pop r1\n break`;
    expect((await faultOf(source)).message).toMatch(/the stack runs 2 bytes into the heap/);
  });
});

describe('the end of a run', () => {
  it('is BREAK, without an exit code', async () => {
    const machine = await runAssembly('ldi r24, 1\n break\n nop', 'atmega328p');
    expect(machine.exitCode).toBeUndefined();
    expect(machine.register(24)).toBe(1);
  });

  it("is the loop of avr-libc's exit", async () => {
    const source =
      'ldi r24, 3\n ldi r25, 0\n.global _exit\n_exit: cli\n.global __stop_program\n__stop_program: rjmp __stop_program';
    expect((await runAssembly(source, 'atmega328p')).exitCode).toBe(3);
  });
});

describe('watched instructions', () => {
  it('stop the run in front of them, each time, and change nothing', async () => {
    const source = 'ldi r16, 3\nloop: dec r16\nagain: brne loop\n break';
    const plain = await runAssembly(source, 'atmega328p');
    const machine = await loadAssembly(source, 'atmega328p');
    const [loop, again] = [machine.addressOf('loop')!, machine.addressOf('again')!];
    machine.watch(loop);
    machine.watch(again);
    const visited: number[] = [];
    while (machine.runFor(1000) === 'watch') visited.push(machine.pc);
    expect(visited).toEqual([loop, again, loop, again, loop, again]);
    expect(machine.cycles).toBe(plain.cycles);
    expect(machine.snapshot().rowCounts).toEqual(plain.snapshot().rowCounts);
  });
});
