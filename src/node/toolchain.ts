import { BuildError } from '../build/errors.ts';
import { runProcess } from './run-process.ts';

/** A cross compiler that was found and answered. */
export interface Toolchain {
  readonly gcc: string;
  /** First line of `gcc --version`. */
  readonly version: string;
}

/** Names the compiler when it is not on the PATH. */
export const gccVariable = 'PREFLASH_ARM_GCC';

const defaultGcc = 'arm-none-eabi-gcc';

/** How to get the compiler and its C library. */
export const toolchainAdvice =
  `Install it (Debian and Ubuntu: \`sudo apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi\`; ` +
  `macOS: \`brew install --cask gcc-arm-embedded\`), or set ${gccVariable} to the compiler.`;

/**
 * The Arm cross compiler: the one `PREFLASH_ARM_GCC` names, else `arm-none-eabi-gcc` on the PATH.
 *
 * @throws BuildError `no-toolchain` when it is missing, is another compiler, or has no newlib-nano
 */
export async function findToolchain(environment: NodeJS.ProcessEnv = process.env): Promise<Toolchain> {
  const named = environment[gccVariable];
  const gcc = named === undefined || named === '' ? defaultGcc : named;
  const [target, version, specs] = await Promise.all([
    ask(gcc, '-dumpmachine', environment),
    ask(gcc, '--version', environment),
    ask(gcc, '-print-file-name=nano.specs', environment),
  ]);
  if (target === undefined || version === undefined) throw noToolchain(gcc, 'this compiler was not found');
  if (target !== 'arm-none-eabi') throw noToolchain(gcc, `this compiler makes code for ${target}, not arm-none-eabi`);
  // GCC answers with the bare name when it does not find the file.
  if (specs === undefined || specs === 'nano.specs') throw noToolchain(gcc, 'its C library, newlib-nano, is missing');
  return { gcc, version };
}

/** The first line of the answer; undefined when there is no such program or it does not know the question. */
async function ask(gcc: string, question: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runProcess(gcc, [question], { environment });
    return exitCode === 0 ? stdout.split('\n')[0]?.trim() : undefined;
  } catch {
    return undefined;
  }
}

function noToolchain(where: string, what: string): BuildError {
  return new BuildError('no-toolchain', { where, what, advice: toolchainAdvice });
}
