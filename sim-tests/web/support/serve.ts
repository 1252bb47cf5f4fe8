import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
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

/** Builds the page once for the suite, serves it as any static host would, and starts Debian's Chromium. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'preflash-web-'));
  await build({
    configFile: fileURLToPath(new URL('../../../web/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: directory, emptyOutDir: true },
  });
  const server = await serveStatic(directory, folder);
  // The sandbox of Chromium needs rights that a container does not have.
  const browser = await chromium.launchServer({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  project.provide('pageUrl', server.origin + folder);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('pageDirectory', directory);
  return async () => {
    await browser.close();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  };
}
