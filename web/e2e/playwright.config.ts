import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const given = process.env.BASE_URL;
/** Found once: the workers read this file too, and inherit what was found. */
process.env.FAKE_PORT ??= String(await freePort());
const port = process.env.FAKE_PORT;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port is free'))));
    });
  });
}

export default defineConfig({
  testDir: '.',
  // Against a program of one's own: the newcomer's story first, it sets the program up.
  testMatch: given ? (process.env.SET_UP_LINK ? '{real,stories}/*.spec.ts' : 'stories/*.spec.ts') : '{stories,desk}/*.spec.ts',
  outputDir: './test-results',
  workers: 1,
  timeout: 60_000,
  use: {
    baseURL: given ?? `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(existsSync(chromium) ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
  },
  // Without a server of one's own the stories run against the contract in memory.
  ...(given
    ? {}
    : {
        webServer: {
          command: 'node fake/main.mjs',
          cwd: fileURLToPath(new URL('.', import.meta.url)),
          url: `http://127.0.0.1:${port}/`,
          env: { PORT: port, TICKETS: '10000' },
        },
      }),
});
