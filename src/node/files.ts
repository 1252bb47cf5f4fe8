import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { FileError } from './errors.ts';

/** More than any microcontroller's flash or model: a larger file is a mistake, not an input. */
const defaultLimitBytes = 64 * 1024 * 1024;

/**
 * The whole of a file a user named.
 *
 * @throws FileError when it is missing, a directory, larger than `limitBytes`, or may not be read
 */
export async function readInputFile(path: string, limitBytes = defaultLimitBytes): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (!status.isFile()) throw notAFile(path, status.isDirectory());
    if (status.size > limitBytes) throw tooLarge(path, status.size, limitBytes);
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
}

/** Whether there is a file at a path. */
export const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() ?? false;

function notAFile(path: string, isDirectory: boolean): FileError {
  const what = isDirectory ? 'this is a directory' : 'this is not a regular file';
  return new FileError({ where: path, what, advice: 'Name a file.' });
}

function tooLarge(path: string, sizeBytes: number, limitBytes: number): FileError {
  const what = `the file has ${sizeBytes} bytes, more than the ${limitBytes} that preflash reads`;
  return new FileError({ where: path, what, advice: 'Check that it is the file you mean.' });
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): FileError {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FileError({ where: path, what: 'there is no such file', advice: 'Check the path.' });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new FileError({ where: path, what: 'the file may not be read', advice: 'Check its permissions.' });
  }
  return new FileError({ where: path, what: `the file cannot be read (${message})`, advice: 'Check the path.' });
}

/**
 * Writes a file that a user named, whole or not at all: it is written beside its place and then moved there.
 *
 * @throws FileError when that is not possible
 */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
  // Worker threads share the process id.
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, contents);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    const { message } = cause as NodeJS.ErrnoException;
    throw new FileError({ where: path, what: `the file cannot be written (${message})`, advice: 'Check the path.' });
  }
}
