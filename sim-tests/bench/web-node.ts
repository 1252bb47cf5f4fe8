// One side of `npm run bench:web`: runs a file several times in this process and prints what each run took, in seconds.

import { measure } from '../../src/index.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { benchOptions } from './web-case.ts';

const seconds: number[] = [];
let instructions = 0;
for (let run = 0; run < Number(process.argv[2]); run++) {
  const start = performance.now();
  const { report } = await measure(benchOptions(), nodeFacilities);
  seconds.push((performance.now() - start) / 1000);
  instructions = report.instructions.total;
}
console.log(JSON.stringify({ seconds, instructions }));
