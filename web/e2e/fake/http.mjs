import { createServer } from 'node:http';

export class Problem extends Error {
  constructor(status, code, more = {}) {
    super(code);
    this.body = { type: 'about:blank', title: code, status, code, ...more };
  }
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const bytes = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (type.includes('multipart/form-data')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    return { file: form.get('file') };
  }
  return { body: bytes.length ? JSON.parse(bytes.toString()) : {} };
}

function match(routes, method, path) {
  for (const [key, handler] of Object.entries(routes)) {
    const [wanted, pattern] = key.split(' ');
    if (wanted !== method) continue;
    const names = pattern.split('/');
    const parts = path.split('/');
    if (names.length !== parts.length || !names.every((name, index) => name.startsWith(':') || name === parts[index])) continue;
    return {
      handler,
      params: Object.fromEntries(names.flatMap((name, index) => (name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[index])]] : []))),
    };
  }
  throw new Problem(404, 'not-found');
}

/** Routes answer with a body, or nothing for 204; what they throw as a Problem is one. */
export function serve(routes, { before, files }) {
  return createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const send = (status, body, headers = {}) => {
      const type = status < 400 ? 'application/json' : 'application/problem+json';
      response.writeHead(status, { 'content-type': type, ...headers }).end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      if (!url.pathname.startsWith('/api/v1/')) return files(url, response);
      const { handler, params } = match(routes, request.method, url.pathname.slice(7));
      const context = {
        params,
        query: url.searchParams,
        headers: request.headers,
        request,
        response,
        ...(request.method === 'GET' ? {} : await bodyOf(request)),
      };
      Object.assign(context, before(context, `${request.method} ${url.pathname.slice(7)}`));
      const answer = await handler(context);
      if (response.headersSent) return;
      if (answer === undefined) response.writeHead(204).end();
      else send(request.method === 'POST' && url.pathname.endsWith('messages') ? 201 : 200, answer, context.headersOut);
    } catch (error) {
      if (error instanceof Problem) send(error.body.status, error.body);
      else send(500, { type: 'about:blank', title: 'error', status: 500, code: 'unexpected', detail: String(error) });
    }
  });
}
