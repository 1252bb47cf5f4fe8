// Plain JavaScript on purpose: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runOrThrow } from './node-packages.mjs';

/** What the test suites run beside preflash: the command that proves a tool is there, and the package that brings it. */
const tools = [
  { command: 'arm-none-eabi-gcc', package: 'gcc-arm-none-eabi', need: 'builds the firmware' },
  { command: 'qemu-system-arm', package: 'qemu-system-arm', need: 'oracle for instruction semantics' },
  { command: 'avr-gcc', package: 'gcc-avr', need: 'builds firmware for AVR' },
  { command: 'gcc', package: 'gcc', need: 'builds the kernels for the host' },
  { command: 'g++', package: 'g++', need: 'builds yasimavr for Python' },
  { command: 'chromium', package: 'chromium', need: 'opens the web page' },
  { command: 'xmllint', package: 'libxml2-utils', need: 'oracle for JUnit XML' },
];

/** Where the headers of the `python3` in use lie; it may be another than Debian's. */
function pythonHeaders() {
  const { stdout } = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("include"))'], {
    encoding: 'utf8',
  });
  return (stdout ?? '').trim() || '/usr/include/python3';
}

/** Libraries the suites link against: a header that proves one is there, and the package that brings it. */
const libraries = [
  { header: '/usr/include/simavr/sim_avr.h', package: 'libsimavr-dev' },
  { header: '/usr/lib/avr/include/avr/io.h', package: 'avr-libc' },
  { header: '/usr/include/libelf.h', package: 'libelf-dev' },
  { header: `${pythonHeaders()}/Python.h`, package: 'python3-dev' },
];

const newlibProbe = ['-mcpu=cortex-m4', '-mthumb', '--specs=nano.specs', '-print-file-name=libc_nano.a'];

const answers = (command, args = ['--version']) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Debian's python3 has no pip for a virtual environment until python3-venv brings it. */
const hasVenv = () => answers('python3', ['-c', 'import ensurepip']);

function hasNewlib() {
  const { stdout } = spawnSync('arm-none-eabi-gcc', newlibProbe, { encoding: 'utf8' });
  return (stdout ?? '').trim().startsWith('/');
}

/** Installs the missing tools with apt-get when this is root on Debian or Ubuntu; otherwise says what to install. */
export function ensureDebianTools() {
  const missing = tools.filter(({ command }) => !answers(command)).map((tool) => tool.package);
  missing.push(...libraries.filter(({ header }) => !existsSync(header)).map((library) => library.package));
  if (missing.includes('gcc-arm-none-eabi') || !hasNewlib()) missing.push('libnewlib-arm-none-eabi');
  if (!hasVenv()) missing.push('python3-venv');
  if (missing.length === 0) return;
  const install = ['install', '--yes', '--no-install-recommends', '--quiet', ...missing];
  if (process.getuid?.() !== 0 || !answers('apt-get')) {
    throw new Error(
      `the tests need ${missing.join(', ')}: run \`sudo apt-get ${install.slice(0, 2).join(' ')} ${missing.join(' ')}\``,
    );
  }
  console.error(`preflash: installing ${missing.join(', ')} for the test oracles (once)`);
  runOrThrow('apt-get', ['update', '--quiet']);
  runOrThrow('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...install]);
}
