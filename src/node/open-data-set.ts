import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { dataSetOf, stack } from '../data/assemble.ts';
import { DataError } from '../data/errors.ts';
import { isIdx, readIdx } from '../data/idx.ts';
import { readNpyArray } from '../data/npy.ts';
import { isPng, readPng } from '../data/png.ts';
import type { DataSet, NumberArray } from '../data/types.ts';
import { isNpy } from '../model/inputs/npy.ts';
import { FileError } from './errors.ts';
import { readInputFile } from './files.ts';

/** Which half of a data set is wanted where a directory holds both. */
export type Split = 'train' | 'test';

/** How files of a half are called: `t10k` is MNIST's own name. */
const splitNames: Readonly<Record<Split, RegExp>> = { train: /train|calib/i, test: /test|(^|[^a-z])t10k|valid/i };

const unpack = promisify(gunzip);

interface NamedArray {
  readonly name: string;
  readonly array: NumberArray;
}

/**
 * A data set from a directory or file: IDX (packed or not) or .npy with the labels in a second file, or PNG files, in a
 * directory for each class where classes are known.
 *
 * @param split which files to take where a directory has some of both halves
 * @throws DataError, FileError (as rejections) that say what is wrong with which file
 */
export async function openDataSet(path: string, split: Split): Promise<DataSet> {
  const isDirectory = await stat(path).then(
    (status) => status.isDirectory(),
    () => {
      throw new FileError({ where: path, what: 'there is no such file or directory', advice: 'Check the path.' });
    },
  );
  const arrayNames = isDirectory ? (await readdir(path)).filter(isArrayName).sort() : await siblings(path);
  if (arrayNames.length === 0) return openPictures(path);
  const directory = isDirectory ? path : dirname(path);
  const chosen = isDirectory ? inSplit(arrayNames, split) : arrayNames;
  const arrays = await Promise.all(chosen.map((name) => openArray(join(directory, name))));
  return pairUp(path, arrays);
}

/** Judged by name, so that other files may lie in the directory. */
const isArrayName = (name: string): boolean => /\.npy$|idx\d|\.idx(\.gz)?$/i.test(name);

/** A file of inputs and the one with its labels: `images-idx3` and `labels-idx1`, `x` and `y`. */
async function siblings(path: string): Promise<string[]> {
  const name = basename(path);
  const partner = name
    .replace('images', 'labels')
    .replace('idx3', 'idx1')
    .replace(/^x(?=[._-])/, 'y');
  const there = await readdir(dirname(path) || '.');
  return partner !== name && there.includes(partner) ? [name, partner] : [name];
}

function inSplit(names: readonly string[], split: Split): readonly string[] {
  const wanted = names.filter((name) => splitNames[split].test(name));
  return wanted.length > 0 ? wanted : names;
}

async function openArray(path: string): Promise<NamedArray> {
  const packed = await readInputFile(path);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = isGzip ? new Uint8Array(await unpack(packed).catch((cause) => damaged(path, cause))) : packed;
  if (isNpy(bytes)) return { name: path, array: await readNpyArray(bytes, path) };
  if (isIdx(bytes)) return { name: path, array: readIdx(bytes, path) };
  throw new DataError({
    where: path,
    what: 'this is neither IDX nor .npy',
    advice: 'Check that it is the right file.',
  });
}

function damaged(path: string, cause: Error): never {
  throw new DataError({
    where: path,
    what: `it cannot be unpacked (${cause.message})`,
    advice: 'The file is damaged: copy or download it again.',
  });
}

/** The one array with more than one axis, and the one with a label for each of its inputs. */
function pairUp(path: string, arrays: readonly NamedArray[]): DataSet {
  const inputs = arrays.filter(({ array }) => array.shape.length > 1);
  const labels = arrays.filter(({ array }) => array.shape.length === 1);
  const [first] = inputs;
  if (first === undefined || inputs.length > 1 || labels.length > 1) {
    const found = arrays.map(({ name, array }) => `${basename(name)}: ${array.shape.join('x')}`).join(', ');
    throw new DataError({
      where: path,
      what: `it should hold one array of inputs and one of labels, and has ${found}`,
      advice: 'Name the file of inputs, or give files with "test" and "train" in their names.',
    });
  }
  const [label] = labels;
  return dataSetOf(first.name, first.array, label && { ...label.array, isPixels: false });
}

/** PNG files: those of a directory, or of one directory a class. */
async function openPictures(path: string): Promise<DataSet> {
  const entries = await readdir(path, { withFileTypes: true });
  const classes = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(byNumberThenName);
  const groups = classes.length > 0 ? classes.map((name) => join(path, name)) : [path];
  const pictures: NamedArray[] = [];
  const labels: number[] = [];
  for (const [label, directory] of groups.entries()) {
    for (const name of (await readdir(directory)).filter((file) => /\.png$/i.test(file)).sort()) {
      pictures.push(await openPicture(join(directory, name)));
      labels.push(labelOf(classes[label], label));
    }
  }
  const known = classes.length > 0 ? { shape: [labels.length], values: labels, isPixels: false } : undefined;
  return dataSetOf(path, stack(path, pictures), known);
}

async function openPicture(path: string): Promise<NamedArray> {
  const bytes = await readInputFile(path);
  if (!isPng(bytes))
    throw new DataError({ where: path, what: 'this is no PNG file', advice: 'Save the picture again.' });
  return { name: path, array: await readPng(bytes, path) };
}

/** A directory that is called by a number is that class; others are numbered in order of their names. */
function labelOf(name: string | undefined, position: number): number {
  return name !== undefined && /^\d+$/.test(name) ? Number(name) : position;
}

function byNumberThenName(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? (a < b ? -1 : 1) : difference;
}
