/** Writes `src/report/report.schema.json`, the report's contract, for tools that check what they read. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportJsonSchema } from '../src/report/json-schema.ts';

const root = new URL('../', import.meta.url);
const schemaPath = fileURLToPath(new URL('src/report/report.schema.json', root));
writeFileSync(schemaPath, JSON.stringify(reportJsonSchema(), undefined, 2));
execFileSync(process.execPath, [
  fileURLToPath(new URL('node_modules/@biomejs/biome/bin/biome', root)),
  ...['format', '--write', '--log-level=error', schemaPath],
]);
