import createClient, { type FetchResponse } from 'openapi-fetch';
import { isSignedOut, problemOf, type Refused, Unreachable } from './problems';
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

/** Longer than the slowest answer takes; the request itself goes on. */
const slow = 10_000;

let onUnanswered: () => void = () => {};

/** Nobody answers a request, or not for long: the connection may be lost. */
export function whenUnanswered(listener: () => void): void {
  onUnanswered = listener;
}

async function call(request: Request): Promise<Response> {
  if (!['GET', 'HEAD'].includes(request.method)) {
    const token = csrfToken(document.cookie);
    if (token) request.headers.set('X-XSRF-TOKEN', token);
  }
  const waiting = setTimeout(() => onUnanswered(), slow);
  const response = await fetch(request)
    .catch((cause: unknown) => {
      if (!request.signal.aborted) onUnanswered();
      throw new Unreachable(cause);
    })
    .finally(() => clearTimeout(waiting));
  if (response.ok) return response;
  throw await refusalOf(response);
}

export async function refusalOf(response: Response): Promise<Refused> {
  const problem = await problemOf(response);
  if (isSignedOut(problem)) onSignedOut();
  return problem;
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
