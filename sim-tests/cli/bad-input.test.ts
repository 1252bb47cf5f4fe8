import { describe, expect, it } from 'vitest';
import { smallModel, writeTflite } from '../model/support/tflite-writer.ts';
import { assembleElf, exitNow } from './support/arm-elf.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const onBoard = ['--device', 'stm32l475vg'];
const model = writeTflite(smallModel);
const [dense, softmax] = smallModel.operators;

/** Runs and expects one message on stderr, nothing on stdout, and the exit code. */
async function expectRefusal(args: readonly string[], exitCode: number, message: RegExp): Promise<void> {
  const ended = await preflash(['run', ...args]);
  expect(ended.stderr).toMatch(message);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
  expect(ended.stderr.trimEnd().split('\n').length, 'one message and one advice').toBeLessThanOrEqual(2);
}

describe('a model file', () => {
  it('that is truncated', async () => {
    const file = writeInto(directory, 'cut.tflite', model.slice(0, model.length >> 1));
    await expectRefusal([file, ...onBoard], 2, /^preflash: cut\.tflite: /);
  });

  it('that is no .tflite', async () => {
    const file = writeInto(directory, 'text.tflite', 'this is not a model');
    await expectRefusal([file, ...onBoard], 2, /^preflash: text\.tflite: this is not a TensorFlow Lite model/);
  });

  it('with an operator that is not supported: it is named, with its layer', async () => {
    const spec = { ...smallModel, operators: [dense!, { ...softmax!, code: 27 }] };
    const file = writeInto(directory, 'svdf.tflite', writeTflite(spec));
    await expectRefusal(
      [file, ...onBoard],
      3,
      /^preflash: svdf\.tflite: layer 1 \("output"\) is SVDF, which is not supported/,
    );
  });

  it('that is too large for the flash: by how many bytes', async () => {
    const large = new Uint8Array(2 * 1024 * 1024);
    large.set(model);
    const file = writeInto(directory, 'large.tflite', large);
    await expectRefusal([file, ...onBoard], 1, /flash of stm32l475vg: the model is \d+ bytes too large/);
  });
});

describe('a firmware file', () => {
  it('of another architecture', async () => {
    // ELF32, little endian, EM_386 (3): the header alone says it.
    const header = new Uint8Array(52);
    header.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
    header.set([2, 0, 3, 0, 1, 0, 0, 0], 16);
    const file = writeInto(directory, 'pc.elf', header);
    await expectRefusal([file, ...onBoard], 3, /^preflash: pc\.elf: .*(x86|386)/i);
  });

  it('that is neither ELF nor HEX nor model', async () => {
    const file = writeInto(directory, 'notes.txt', 'hello');
    await expectRefusal([file, ...onBoard], 2, /^preflash: notes\.txt: this is neither an ELF nor an Intel HEX file/);
  });

  it('that is larger than the flash: by how many bytes', async () => {
    // The table alone fills the 1 MiB.
    const file = assembleElf(directory, 'flash', `${exitNow}\n.section .rodata\n.space 0x100000`);
    await expectRefusal([file, ...onBoard], 1, /^preflash: flash\.elf: .* bytes larger than what is left of flash/);
  });

  it('that is larger than the RAM: by how many bytes', async () => {
    // SRAM1 has 96 KiB, and SRAM2 is elsewhere.
    const file = assembleElf(directory, 'ram', `${exitNow}\n.bss\n.space 0x18010`);
    await expectRefusal([file, ...onBoard], 1, /^preflash: ram\.elf: .* 16 bytes larger than what is left of sram/);
  });

  it('that is not there', async () => {
    await expectRefusal(['nowhere.elf', ...onBoard], 2, /^preflash: nowhere\.elf: there is no such file/);
  });
});

describe('an option', () => {
  const file = writeInto(directory, 'small.tflite', model);

  it('with a device that is not known', async () => {
    await expectRefusal([file, '--device', 'stm32l475'], 2, /no such device\nDid you mean "stm32l475vg"\?/);
  });

  it('without the device', async () => {
    await expectRefusal([file], 2, /required option '--device <id>' not specified/);
  });

  it('with an input of another size', async () => {
    const input = writeInto(directory, 'input.bin', new Uint8Array(3));
    await expectRefusal(
      [file, ...onBoard, '--input', input],
      2,
      /^preflash: input\.bin: it has 3 bytes and the model reads/,
    );
  });

  it('with an input for firmware', async () => {
    const elf = assembleElf(directory, 'input', exitNow);
    await expectRefusal([elf, ...onBoard, '--input', file], 2, /input\.elf is firmware/);
  });

  it.each(['0', '-1', '1.5', 'many', '2 MB'])('with %s cycles at most', async (cycles) => {
    await expectRefusal([file, ...onBoard, `--max-cycles=${cycles}`], 2, /option '--max-cycles <n>' argument/);
  });

  it('with a level that is none', async () => {
    await expectRefusal([file, ...onBoard, '--opt', 'O9'], 2, /'O9' is none of O0, O1, O2, O3, Os/);
  });
});

describe('--json', () => {
  it.each([
    [['run', 'nowhere.elf', ...onBoard, '--json'], 'file-error', 2],
    [['run', '--json'], 'usage', 2],
    [['run', 'nowhere.elf', '--device', 'pdp11', '--json'], 'device-error', 2],
    [['check', '--config', 'nowhere.json', '--json'], 'file-error', 2],
  ])('prints the error of %s as JSON alone', async (args, code, exitCode) => {
    const ended = await preflash(args);
    expect(ended).toMatchObject({ exitCode, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual({
      error: { code, message: expect.any(String), advice: expect.any(String) },
    });
  });
});

describe('a command', () => {
  it('that there is not', async () => {
    const ended = await preflash(['frobnicate']);
    expect(ended).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining("unknown command 'frobnicate'"),
    });
  });
});
