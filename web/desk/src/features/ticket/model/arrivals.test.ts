import { expect, test } from 'vitest';
import { Arrivals } from './arrivals';

/** A list whose newest tickets are `there`, and what was asked of it. */
function stage(there: readonly number[]) {
  const asked: string[] = [];
  const known = new Set<number>();
  let rested = () => {};
  const arrivals = new Arrivals({
    known: (id) => known.has(id),
    one: async (id) => {
      asked.push(`one ${id}`);
      if (id < 0) throw new Error('gone');
      known.add(id);
    },
    newest: async (limit) => {
      asked.push(`newest ${limit}`);
      for (const id of there.slice(0, limit)) known.add(id);
    },
    all: async () => {
      asked.push('all');
      for (const id of there) known.add(id);
    },
    pause: () =>
      new Promise((resolve) => {
        rested = resolve;
      }),
  });
  return { arrivals, asked, known, rest: () => rested() };
}

test('one ticket is read at once, by itself', async () => {
  const { arrivals, asked } = stage([]);
  await arrivals.read(7);
  expect(asked).toEqual(['one 7']);
});

test('what is told together is read with one page', async () => {
  const { arrivals, asked, known } = stage([9, 8, 7]);
  await Promise.all([arrivals.read(7), arrivals.read(8), arrivals.read(9)]);
  expect(asked).toEqual(['newest 6']);
  expect([...known]).toEqual([9, 8, 7]);
});

test('what comes soon after waits until the pause is over', async () => {
  const { arrivals, asked, rest } = stage([9, 8]);
  await arrivals.read(7);
  const later = [arrivals.read(8), arrivals.read(9)];
  await Promise.resolve();
  expect(asked).toEqual(['one 7']);
  rest();
  await Promise.all(later);
  expect(asked).toEqual(['one 7', 'newest 4']);
});

test('an old ticket that comes back is not on the page and is read by itself', async () => {
  const { arrivals, asked } = stage([9, 8]);
  await Promise.all([arrivals.read(9), arrivals.read(2)]);
  expect(asked).toEqual(['newest 4', 'one 2']);
});

test('a ticket that cannot be read holds nobody up', async () => {
  const { arrivals, known } = stage([9]);
  await Promise.all([arrivals.read(-1), arrivals.read(9)]);
  expect([...known]).toEqual([9]);
});

test('of more than a page the list is read from its beginning', async () => {
  const { arrivals, asked, known } = stage(Array.from({ length: 150 }, (_, i) => 150 - i));
  await Promise.all(Array.from({ length: 150 }, (_, i) => arrivals.read(i + 1)));
  expect(asked).toEqual(['newest 100', 'all']);
  expect(known.size).toBe(150);
});

test('never asks for more than a page', async () => {
  const { arrivals, asked } = stage(Array.from({ length: 80 }, (_, i) => 80 - i));
  await Promise.all(Array.from({ length: 80 }, (_, i) => arrivals.read(i + 1)));
  expect(asked).toEqual(['newest 100']);
});
