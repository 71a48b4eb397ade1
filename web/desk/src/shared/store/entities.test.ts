import { describe, expect, test, vi } from 'vitest';
import { Entities } from './entities';

interface Thing {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly colour?: string;
}

function store() {
  const things = new Entities<Thing>();
  things.put({ id: 1, version: 3, name: 'tent', colour: 'red' });
  return things;
}

describe('what the server says', () => {
  test('a newer version replaces, an older one does not', () => {
    const things = store();
    things.put({ id: 1, version: 2, name: 'old' });
    expect(things.get(1)?.name).toBe('tent');
    things.put({ id: 1, version: 4, name: 'new' });
    expect(things.get(1)).toEqual({ id: 1, version: 4, name: 'new', colour: 'red' });
  });

  test('a patch counts if it is newer, and tells when it cannot be applied', () => {
    const things = store();
    expect(things.patch(1, 4, { name: 'patched' })).toBe(true);
    expect(things.patch(1, 4, { name: 'again' })).toBe(true);
    expect(things.get(1)).toMatchObject({ version: 4, name: 'patched' });
    expect(things.patch(1, 6, null)).toBe(false);
    expect(things.patch(99, 1, { name: 'unknown' })).toBe(true);
    expect(things.get(99)).toBeUndefined();
  });
});

describe('what we hope for', () => {
  test('shows at once, and lifting it is its inverse', () => {
    const things = store();
    things.overlay(1, 'a', { name: 'hoped' });
    expect(things.get(1)?.name).toBe('hoped');
    expect(things.confirmed(1)?.name).toBe('tent');
    things.lift(1, 'a');
    expect(things.get(1)?.name).toBe('tent');
  });

  test('lies over what arrives meanwhile and leaves it when lifted', () => {
    const things = store();
    things.overlay(1, 'a', { name: 'hoped' });
    things.put({ id: 1, version: 4, name: 'theirs', colour: 'blue' });
    expect(things.get(1)).toMatchObject({ name: 'hoped', colour: 'blue' });
    things.lift(1, 'a');
    expect(things.get(1)?.name).toBe('theirs');
  });

  test('two hopes lie in order and go one by one', () => {
    const things = store();
    things.overlay(1, 'a', { name: 'first' });
    things.overlay(1, 'b', { name: 'second' });
    things.lift(1, 'b');
    expect(things.get(1)?.name).toBe('first');
    things.overlay(1, 'a', { name: 'changed' });
    expect(things.get(1)?.name).toBe('changed');
  });
});

test('listeners hear of their own entity only', () => {
  const things = store();
  const mine = vi.fn();
  const other = vi.fn();
  const stop = things.subscribe(1, mine);
  things.subscribe(2, other);
  things.put({ id: 1, version: 5, name: 'x' });
  stop();
  things.put({ id: 1, version: 6, name: 'y' });
  expect(mine).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
});

test('a forgotten entity is gone with its hopes', () => {
  const things = store();
  things.overlay(1, 'a', { name: 'hoped' });
  things.forget(1);
  expect(things.get(1)).toBeUndefined();
});

describe('room', () => {
  const filled = (count: number, things = new Entities<Thing>(10)) => {
    for (let id = 1; id <= count; id++) things.put({ id, version: 1, name: 'tent' });
    return things;
  };
  const kept = (things: Entities<Thing>) => Array.from({ length: 40 }, (_, id) => id).filter((id) => things.get(id));

  test('the oldest that no screen uses are forgotten', () => {
    const things = new Entities<Thing>(10);
    things.put({ id: 1, version: 1, name: 'looked at' });
    things.put({ id: 2, version: 1, name: 'in a list' });
    things.put({ id: 3, version: 1, name: 'being changed' });
    const leave = things.subscribe(1, () => {});
    things.keep(() => [2]);
    things.overlay(3, 'mine', { colour: 'red' });
    for (let id = 4; id <= 30; id++) things.put({ id, version: 1, name: 'tent' });
    expect(kept(things).slice(0, 3)).toEqual([1, 2, 3]);
    expect(kept(things).length).toBeLessThan(13);
    expect(things.get(30)).toBeTruthy();
    leave();
  });

  test('what was said again is not the oldest', () => {
    const things = filled(10);
    things.put({ id: 1, version: 2, name: 'tent' });
    things.put({ id: 11, version: 1, name: 'tent' });
    expect(things.get(1)?.version).toBe(2);
    expect(things.get(2)).toBeUndefined();
  });

  test('all that is used stays, however much', () => {
    const things = new Entities<Thing>(10);
    things.keep(() => Array.from({ length: 40 }, (_, id) => id));
    expect(kept(filled(35, things))).toHaveLength(35);
  });
});
