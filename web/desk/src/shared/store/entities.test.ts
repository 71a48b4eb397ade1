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
