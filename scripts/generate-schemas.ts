/** Writes the JSON Schemas that the package publishes: for tools that check what they read, and editors that complete. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { baselineJsonSchema } from '../src/budget/baseline.ts';
import { configJsonSchema } from '../src/budget/config-schema.ts';
import { checkJsonSchema } from '../src/report/check/schema.ts';
import { reportJsonSchema } from '../src/report/json-schema.ts';

const schemas = {
  'src/report/report.schema.json': reportJsonSchema(),
  'src/report/check/check.schema.json': checkJsonSchema(),
  'src/budget/config.schema.json': configJsonSchema(),
  'src/budget/baseline.schema.json': baselineJsonSchema(),
};

const root = new URL('../', import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, root));
for (const [name, schema] of Object.entries(schemas)) writeFileSync(pathOf(name), JSON.stringify(schema, undefined, 2));
execFileSync(process.execPath, [
  pathOf('node_modules/@biomejs/biome/bin/biome'),
  ...['format', '--write', '--log-level=error', ...Object.keys(schemas).map(pathOf)],
]);
