import createClient, { type FetchResponse } from 'openapi-fetch';
import { isSignedOut, problemOf, Unreachable } from './problems';
import type { paths } from './schema.gen';

const csrfCookie = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/;

export function csrfToken(cookies: string): string | null {
  const found = csrfCookie.exec(cookies)?.[1];
  return found ? decodeURIComponent(found) : null;
}

let onSignedOut: () => void = () => {};

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function signedOut(): void {
  onSignedOut();
}

async function call(request: Request): Promise<Response> {
  if (!['GET', 'HEAD'].includes(request.method)) {
    const token = csrfToken(document.cookie);
    if (token) request.headers.set('X-XSRF-TOKEN', token);
  }
  const response = await fetch(request).catch((cause: unknown) => {
    throw new Unreachable(cause);
  });
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (isSignedOut(problem)) onSignedOut();
  throw problem;
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '/', fetch: call });

/** The answer's body; refusals have already been thrown by `call`. */
export async function data<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  answer: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  return (await answer).data as NonNullable<FetchResponse<T, O, M>['data']>;
}

export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/** openapi-fetch has no multipart bodies that report progress, and a form must set its own boundary. */
export async function upload(file: File): Promise<Attachment> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await call(new Request('/api/v1/attachments', { method: 'POST', body, credentials: 'same-origin' }));
  return (await response.json()) as Attachment;
}

type Attachment = import('./schema.gen').components['schemas']['Attachment'];
