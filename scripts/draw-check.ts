// Draws docs/check.svg, the picture in the README, from what the command prints for examples/digits.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const lineHeight = 20;
const characterWidth = 8.43;
const padding = 16;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/ /g, '\u00a0');

const color = (line: string): string =>
  line.startsWith('PASS')
    ? '#7ee787'
    : /^FAIL|over$/.test(line)
      ? '#ff7b72'
      : line.startsWith('$')
        ? '#79c0ff'
        : '#c9d1d9';

const command = ['check', '--config', 'examples/digits/preflash.config.json'];
const { stdout } = spawnSync(process.execPath, ['dist/cli/main.js', ...command, '--no-cache'], { encoding: 'utf8' });
const lines = [`$ npx preflash ${command.join(' ')}`, ...stdout.trimEnd().split('\n')];
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * characterWidth) + 2 * padding;
const height = lines.length * lineHeight + 2 * padding;
const rows = lines.map(
  (line, index) =>
    `<text x="${padding}" y="${padding + (index + 0.75) * lineHeight}" fill="${color(line)}">${escaped(line)}</text>`,
);

writeFileSync(
  'docs/check.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="monospace" font-size="14">
<title>preflash check: one budget passes, one fails</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`,
);
