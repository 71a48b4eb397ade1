import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, serve } from './http.mjs';
import { createState } from './state.mjs';
import { Streams } from './stream.mjs';
import { ticketRoutes } from './tickets.mjs';
import { workspaceRoutes } from './workspace.mjs';

const dist = fileURLToPath(new URL('../../desk/dist/', import.meta.url));
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'";
const sample =
  '<!doctype html><body style="font-family:sans-serif;margin:24px"><h1 style="color:#7a1f5c">Your order is on its way</h1><p>Designed mails stay on their white sheet.</p></body>';

function files(url, response) {
  if (url.pathname.startsWith('/content/')) {
    response
      .writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
      })
      .end(sample);
    return;
  }
  const asset = dist + url.pathname.slice(1);
  const found = extname(url.pathname) && existsSync(asset) ? asset : `${dist}index.html`;
  response.writeHead(200, {
    'content-type': types[extname(found)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    ...(url.pathname.startsWith('/assets/') ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
  });
  response.end(readFileSync(found));
}

const open = ['POST /session', 'GET /bootstrap', 'GET /setup', 'POST /setup'];

/** The contract in memory: for developing and testing the desk without a server. */
export function createFake({ count = 40, setUp = true, password = 'correct horse battery' } = {}) {
  const state = createState(count);
  const streams = new Streams(state);
  const settings = { setUp, password, company: setUp ? 'Nordlys AS' : null, tries: 0 };
  const routes = { ...ticketRoutes(state, streams), ...workspaceRoutes(state, streams, settings) };
  const server = serve(routes, {
    files,
    before: ({ headers, request }, name) => {
      if (state.failing > 0 && !name.includes('/fake/')) {
        state.failing--;
        throw new Problem(503, 'unavailable');
      }
      const token = /SESSION=([^;]+)/.exec(headers.cookie ?? '')?.[1];
      const me = state.sessions.get(token);
      if (!me && !open.includes(name)) throw new Problem(401, 'not-signed-in');
      const csrf = /XSRF-TOKEN=([^;]+)/.exec(headers.cookie ?? '')?.[1];
      if (request.method !== 'GET' && !open.includes(name) && !name.includes('/fake/') && headers['x-xsrf-token'] !== csrf)
        throw new Problem(403, 'forbidden');
      return { me, token };
    },
  });
  return { server, state, streams };
}
