import { describe, expect, test } from 'vitest';
import { csrfToken, ifMatch } from './client';
import { isFinal, isTemporary, problemOf, Refused, Unreachable } from './problems';

const answer = (body: unknown, status: number) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

describe('a problem', () => {
  test('carries code, fields and the current entity', async () => {
    const problem = await problemOf(
      answer({ title: 'Changed', status: 412, code: 'version-mismatch', current: { id: 1 }, errors: [{ field: 'name', code: 'required' }] }, 412),
    );
    expect(problem).toBeInstanceOf(Refused);
    expect(problem.code).toBe('version-mismatch');
    expect(problem.current).toEqual({ id: 1 });
    expect(problem.fields).toEqual([{ field: 'name', code: 'required' }]);
  });

  test('is made up for a gateway that speaks HTML', async () => {
    const problem = await problemOf(answer('<h1>Bad gateway</h1>', 502));
    expect(problem.status).toBe(502);
    expect(problem.code).toBe('http-502');
  });
});

test.each([
  [new Unreachable(null), true],
  [new Refused({ type: '', title: '', status: 503, code: 'x' }), true],
  [new Refused({ type: '', title: '', status: 429, code: 'rate-limited' }), true],
  [new Refused({ type: '', title: '', status: 429, code: 'locked-out' }), false],
  [new Refused({ type: '', title: '', status: 500, code: 'unexpected' }), false],
  [new Error('bug'), false],
])('%s is worth trying again: %s', (error, worth) => expect(isTemporary(error)).toBe(worth));

test.each([
  [400, true],
  [403, true],
  [408, false],
  [422, true],
  [429, false],
  [503, false],
])('a refusal by %s is final: %s', (status, final) => expect(isFinal(new Refused({ type: '', title: '', status, code: 'x' }))).toBe(final));

test('the CSRF token is read from among other cookies', () => {
  expect(csrfToken('a=1; XSRF-TOKEN=x%2By; b=2')).toBe('x+y');
  expect(csrfToken('NOT-XSRF-TOKEN=1')).toBeNull();
  expect(csrfToken('')).toBeNull();
});

test('a version becomes an ETag', () => expect(ifMatch(7)).toEqual({ 'If-Match': '"7"' }));
