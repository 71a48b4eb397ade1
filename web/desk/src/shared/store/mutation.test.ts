import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Refused } from '../api/problems';
import { Entities } from './entities';

// IndexedDB is the browser's; without it the outbox keeps its letters in memory only.
vi.stubGlobal('indexedDB', undefined);
const { conflicts, mutation } = await import('./mutation');
const { notices } = await import('./notices');
const { undoStack } = await import('./undo');

interface Tent {
  readonly id: number;
  readonly version: number;
  readonly colour: string;
  readonly size: number;
}

let server: Tent;
let tents: Entities<Tent>;
let round = 0;

function mismatch(): Refused {
  return new Refused({ type: 'about:blank', title: 'mismatch', status: 412, code: 'version-mismatch', current: { ...server } });
}

function painting() {
  const made = mutation<Tent, { id: number; colour: string }>(`tent${++round}.paint`, {
    entities: tents,
    send: async ({ colour }, version) => {
      if (version !== server.version) throw mismatch();
      server = { ...server, colour, version: server.version + 1 };
      return server;
    },
    patch: ({ colour }) => ({ colour }),
    inverse:
      ({ id }, before) =>
      () =>
        void made.run({ id, colour: before.colour }, { quiet: true }),
  });
  return made;
}

beforeEach(() => {
  server = { id: 1, version: 1, colour: 'red', size: 2 };
  tents = new Entities<Tent>();
  tents.put(server);
  notices.set([]);
});

test('is shown in the same moment and confirmed by the answer', async () => {
  const done = painting().run({ id: 1, colour: 'blue' });
  expect(tents.get(1)?.colour).toBe('blue');
  expect(tents.confirmed(1)?.colour).toBe('red');
  await done;
  expect(tents.confirmed(1)).toEqual({ id: 1, version: 2, colour: 'blue', size: 2 });
});

test('two quick changes build on each other', async () => {
  const paint = painting();
  expect(await Promise.all([paint.run({ id: 1, colour: 'blue' }), paint.run({ id: 1, colour: 'green' })])).toEqual([true, true]);
  expect(server).toMatchObject({ colour: 'green', version: 3 });
});

test('undo sends the inverse', async () => {
  await painting().run({ id: 1, colour: 'blue' });
  undoStack.undo();
  expect(tents.get(1)?.colour).toBe('red');
  await vi.waitFor(() => expect(server.colour).toBe('red'));
});

describe('somebody else was there', () => {
  test('with another field: ours is sent again on what is there now', async () => {
    server = { ...server, size: 8, version: 5 };
    expect(await painting().run({ id: 1, colour: 'blue' })).toBe(true);
    expect(tents.get(1)).toMatchObject({ colour: 'blue', size: 8 });
  });

  test('with the same field: theirs stands, and we are told', async () => {
    server = { ...server, colour: 'yellow', version: 5 };
    expect(await painting().run({ id: 1, colour: 'blue' })).toBe(false);
    expect(tents.get(1)?.colour).toBe('yellow');
    const [notice] = notices.get();
    expect(notice).toMatchObject({ tone: 'error', text: { id: 'desk.conflict', fields: ['colour'] }, action: { id: 'desk.conflict.keep-mine' } });
    notice?.action?.run();
    await vi.waitFor(() => expect(server.colour).toBe('blue'));
  });
});

test('a refusal puts everything back and offers another try', async () => {
  const fold = mutation<Tent, { id: number }>('fold', {
    entities: tents,
    send: () => Promise.reject(new Refused({ type: 'about:blank', title: 'no', status: 403, code: 'forbidden' })),
    patch: () => ({ size: 0 }),
  });
  expect(await fold.run({ id: 1 })).toBe(false);
  expect(tents.get(1)?.size).toBe(2);
  expect(notices.get()[0]).toMatchObject({ tone: 'error', action: { id: 'desk.retry' } });
});

test('conflicts are fields that differ from what was seen and from what is wanted', () => {
  const before = { colour: 'red', size: 2, tags: ['a'] };
  expect(conflicts({ colour: 'blue' }, before, { ...before, size: 3 })).toEqual([]);
  expect(conflicts({ colour: 'blue' }, before, { ...before, colour: 'green' })).toEqual(['colour']);
  expect(conflicts({ colour: 'blue' }, before, { ...before, colour: 'blue' })).toEqual([]);
  expect(conflicts({ tags: ['b'] }, before, { ...before, tags: ['a'] })).toEqual([]);
});
