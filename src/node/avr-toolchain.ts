import { BuildError } from '../build/errors.ts';
import { runProcess } from './run-process.ts';
import type { Toolchain } from './toolchain.ts';

/** Names the AVR compiler when it is not on the PATH. */
export const avrGccVariable = 'PREFLASH_AVR_GCC';

const defaultGcc = 'avr-gcc';

/** How to get the compiler and its C library. */
export const avrToolchainAdvice =
  `Install it (Debian and Ubuntu: \`sudo apt-get install gcc-avr avr-libc\`; macOS: \`brew tap osx-cross/avr && ` +
  `brew install avr-gcc\`), or set ${avrGccVariable} to the compiler.`;

/**
 * The AVR cross compiler: the one `PREFLASH_AVR_GCC` names, else `avr-gcc` on the PATH.
 *
 * @throws BuildError `no-toolchain` when it is missing or another compiler
 */
export async function findAvrToolchain(environment: NodeJS.ProcessEnv = process.env): Promise<Toolchain> {
  const named = environment[avrGccVariable];
  const gcc = named === undefined || named === '' ? defaultGcc : named;
  const [target, version] = await Promise.all([
    ask(gcc, '-dumpmachine', environment),
    ask(gcc, '--version', environment),
  ]);
  if (target === undefined || version === undefined) throw noToolchain(gcc, 'this compiler was not found');
  if (target !== 'avr') throw noToolchain(gcc, `this compiler makes code for ${target}, not avr`);
  return { gcc, version };
}

/** The first line of the answer; undefined when there is no such program. */
async function ask(gcc: string, question: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runProcess(gcc, [question], { environment });
    return exitCode === 0 ? stdout.split('\n')[0]?.trim() : undefined;
  } catch {
    return undefined;
  }
}

function noToolchain(where: string, what: string): BuildError {
  return new BuildError('no-toolchain', { where, what, advice: avrToolchainAdvice });
}
