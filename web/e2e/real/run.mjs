// Starts the real program on an empty home and free ports, runs the stories against it in a real browser, and ends it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'rapport-story-'));

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const http = await freePort();
const smtp = await freePort();
const base = `http://localhost:${http}`;
const program = spawn(join(root, 'rapport'), ['serve'], {
  cwd: root,
  env: {
    ...process.env,
    RAPPORT_HOME: home,
    RAPPORT_HTTP_PORT: String(http),
    RAPPORT_SMTP_PORT: String(smtp),
    RAPPORT_ALLOW_PRIVATE_TARGETS: 'true',
    RAPPORT_ADMIN_EMAIL: '',
    RAPPORT_ADMIN_PASSWORD: '',
    RAPPORT_ADMIN_TOKEN: '',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => program.on('exit', resolve));

/** The program prints it when it is ready. */
const link = await new Promise((resolve, reject) => {
  let said = '';
  program.stdout.on('data', (piece) => {
    said += piece;
    const found = /Set it up here, once: (\S+)/.exec(said);
    if (found) resolve(found[1]);
  });
  void ended.then(() => reject(new Error(`The program ended before it was ready:\n${said}`)));
});

const args = ['playwright', 'test', ...process.argv.slice(2)];
const stories = spawn('npx', args, {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: {
    ...process.env,
    BASE_URL: base,
    SET_UP_LINK: link,
    STORY_HOME: home,
    SMTP_PORT: String(smtp),
    RAPPORT_ADMIN_EMAIL: 'ada@example.com',
    RAPPORT_ADMIN_PASSWORD: 'correct horse battery',
  },
  stdio: 'inherit',
});
const code = await new Promise((resolve) => stories.on('exit', resolve));
program.kill('SIGTERM');
await ended;
rmSync(home, { recursive: true, force: true });
process.exit(code ?? 1);
