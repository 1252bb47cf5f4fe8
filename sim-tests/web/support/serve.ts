import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { debianChromium } from './chromium.ts';
import { serveStatic } from './static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page. */
    readonly pageUrl: string;
    /** Where the browser is reached. */
    readonly browserEndpoint: string;
    /** The folder the page was built into. */
    readonly pageDirectory: string;
  }
}

/** A folder that is not the root of its host: the page's own paths must be relative. */
const folder = '/tools/preflash/';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What `npm run build:web` does, into a folder of the suite's own. */
function buildPage(directory: string): void {
  const args = ['build', '-c', 'web/vite.config.ts', '--logLevel', 'error', '--outDir', directory, '--emptyOutDir'];
  // Vitest has set NODE_ENV to something else, which decides what a build has in it.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', ...args], { cwd: repository, env });
}

/** Builds the page once for the suite, serves it as any static host would, and starts Debian's Chromium. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'preflash-web-'));
  buildPage(directory);
  const server = await serveStatic(directory, folder);
  const browser = await chromium.launchServer(debianChromium);
  project.provide('pageUrl', server.origin + folder);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('pageDirectory', directory);
  return async () => {
    await browser.close();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  };
}
