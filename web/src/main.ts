import { startPool } from './engine/start-pool.ts';
import { isReportAddress } from './share/address.ts';

/** What the page opens with is run on two parts. */
const firstRuns = 2;

// Small, and first of all: the workers get ready while the page itself is loaded and drawn.
const pool = startPool();
if (!isReportAddress(location)) pool.prepare(firstRuns);
void import('./page.tsx').then(({ startPage }) => startPage(pool));
