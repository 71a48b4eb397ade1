import { describe, expect, test } from 'vitest';
import { append, apply, emptyWindow, enter, hold, insert, type ListWindow, leave, neighbour, renew } from './listWindow';

const of = (...ids: number[]): ListWindow => ({ ...emptyWindow, ids });

describe('insert', () => {
  test('keeps the newest first and nothing twice', () => {
    expect(insert([], 5)).toEqual([5]);
    expect(insert([9, 5, 1], 7)).toEqual([9, 7, 5, 1]);
    expect(insert([9, 5, 1], 10)[0]).toBe(10);
    expect(insert([9, 5, 1], 0).at(-1)).toBe(0);
    expect(insert([9, 5, 1], 5)).toEqual([9, 5, 1]);
  });

  test('agrees with sorting, for random arrivals', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed % 500;
    };
    const arrivals = Array.from({ length: 400 }, random);
    const expected = [...new Set(arrivals)].sort((a, b) => b - a);
    expect(arrivals.reduce<readonly number[]>(insert, [])).toEqual(expected);
  });
});

describe('while nobody looks', () => {
  test('rows come and go at once', () => {
    expect(enter(of(5, 3), 4).ids).toEqual([5, 4, 3]);
    expect(leave(of(5, 3), 5, false).ids).toEqual([3]);
  });
});

describe('while the list is held', () => {
  const held = hold(of(5, 3), true);

  test('nothing moves under the pointer, it waits', () => {
    const waiting = leave(enter(enter(held, 9), 9), 3, false);
    expect(waiting.ids).toEqual([5, 3]);
    expect(waiting.entering).toEqual([9]);
    expect(waiting.leaving).toEqual([3]);
    expect(apply(waiting)).toEqual({ ids: [9, 5], entering: [], leaving: [], held: true });
  });

  test('letting go applies what waited', () => {
    expect(hold(enter(held, 9), false).ids).toEqual([9, 5, 3]);
  });

  test('what I solve myself goes at once', () => {
    expect(leave(held, 3, true).ids).toEqual([5]);
  });

  test('what I take back is there at once, also when it waited', () => {
    expect(enter(held, 4, true)).toEqual({ ...held, ids: [5, 4, 3] });
    expect(enter(enter(held, 4), 4, true)).toEqual({ ...held, ids: [5, 4, 3] });
  });

  test('what comes and goes again, or goes and comes again, is as before', () => {
    expect(leave(enter(held, 9), 9, false)).toEqual(held);
    expect(enter(leave(held, 3, false), 3)).toEqual(held);
  });
});

test('a page that overlaps adds nothing twice', () => {
  expect(append(of(5, 4), [4, 3, 2]).ids).toEqual([5, 4, 3, 2]);
});

describe('read anew', () => {
  test('it is what was read', () => {
    expect(renew(of(5, 4), [6, 5], true)).toEqual(of(6, 5));
  });

  test('under the pointer the difference waits, as far as was read', () => {
    const held = hold(of(9, 7, 5, 3), true);
    expect(renew(held, [10, 9, 5], false)).toMatchObject({ ids: [9, 7, 5, 3], entering: [10], leaving: [7] });
    expect(renew(held, [10, 9, 5], true)).toMatchObject({ leaving: [7, 3] });
    expect(renew(hold(of(), true), [9], true).ids).toEqual([9]);
  });
});

test('the neighbour of a row that goes', () => {
  expect(neighbour([5, 4, 3], 4, 1)).toBe(3);
  expect(neighbour([5, 4, 3], 3, 1)).toBe(4);
  expect(neighbour([5, 4, 3], 5, -1)).toBeNull();
  expect(neighbour([5], 5, 1)).toBeNull();
  expect(neighbour([], 5, 1)).toBeNull();
});
