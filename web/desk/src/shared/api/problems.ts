import type { components } from './schema.gen';

export type Problem = components['schemas']['Problem'];
export type FieldError = components['schemas']['FieldError'];

/** A refusal by the server. `code` is stable and worded by the desk; `detail` is the server's own sentence. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'Refused';
  }

  get status(): number {
    return Number(this.problem.status);
  }

  get code(): string {
    return this.problem.code;
  }

  get fields(): readonly FieldError[] {
    return this.problem.errors ?? [];
  }

  /** The entity as it is now, when somebody else changed it first. */
  get current(): unknown {
    return this.status === 412 ? this.problem.current : undefined;
  }
}

/** Nobody answered: worth trying again, unlike a refusal. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

export async function problemOf(response: Response): Promise<Refused> {
  const fallback = { type: 'about:blank', title: response.statusText, status: response.status, code: `http-${response.status}` };
  const body: unknown = await response.json().catch(() => null);
  return new Refused(body && typeof body === 'object' ? { ...fallback, ...body } : fallback);
}

/** Gateways answer 502 to 504 while the server restarts: nothing was decided, so it counts as silence. */
export function isTemporary(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && [429, 502, 503, 504].includes(error.status) && error.code !== 'locked-out');
}

/** The same request would be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refused && error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status);
}

/** Nothing was decided about the request either, but somebody has to sign in before it can be. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401 && error.code === 'not-signed-in';
}
