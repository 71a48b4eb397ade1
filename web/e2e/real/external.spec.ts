import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** The built program on a database that is not its own: an empty one of the server that the other program runs. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
let home = '';
let program: ChildProcess;
let said = '';

test.beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'rapport-external-'));
  const other = process.env.STORY_HOME ?? '';
  const port = readFileSync(join(other, 'database/postmaster.pid'), 'utf8').split('\n')[3]?.trim();
  const password = readFileSync(join(other, 'database.password'), 'utf8').trim();
  program = spawn(join(root, 'rapport'), ['serve'], {
    cwd: root,
    env: {
      ...process.env,
      RAPPORT_HOME: home,
      RAPPORT_DATABASE_URL: `jdbc:postgresql://127.0.0.1:${port}/postgres?user=rapport&password=${password}`,
      RAPPORT_HTTP_PORT: '0',
      RAPPORT_SMTP_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  program.stdout?.on('data', (piece) => {
    said += piece;
  });
});

test.afterAll(async () => {
  program.kill('SIGTERM');
  if (program.exitCode === null) await once(program, 'exit');
  rmSync(home, { recursive: true, force: true });
});

test('the program makes itself at home in a database of others', async ({ request }) => {
  await expect.poll(() => said, { timeout: 50_000 }).toContain('Database: as RAPPORT_DATABASE_URL says');
  const base = `http://127.0.0.1:${/listening on port (\d+)/.exec(said)?.[1]}`;
  await expect.poll(async () => (await request.get(`${base}/health/ready`)).status()).toBe(200);

  expect((await request.get(`${base}/api/v1/tickets`)).status()).toBe(401);
  const who = { email: process.env.RAPPORT_ADMIN_EMAIL, password: process.env.RAPPORT_ADMIN_PASSWORD };
  expect((await request.post(`${base}/api/v1/session`, { data: who })).ok()).toBe(true);
  expect((await request.get(`${base}/api/v1/tickets`)).status()).toBe(200);
  expect(existsSync(join(home, 'database'))).toBe(false);
});
