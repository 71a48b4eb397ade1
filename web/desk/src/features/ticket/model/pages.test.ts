import { describe, expect, test } from 'vitest';
import { oneAtATime, type Pages, upToKnown, withNewest } from './pages';

const items = (...ids: number[]) => ids.map((id) => ({ id }));
const pages = (...all: number[][]): Pages<{ id: number }> => ({
  pages: all.map((ids, index) => ({ items: items(...ids), next: index < all.length - 1 ? String(ids.at(-1)) : null })),
  pageParams: [null, ...all.slice(0, -1).map((ids) => String(ids.at(-1)))],
});
const ids = ({ pages: all }: Pages<{ id: number }>) => all.map((page) => page.items.map(({ id }) => id));

describe('the newest page', () => {
  test('takes the place of what it holds; what is older stays', () => {
    const now = withNewest(pages([6, 5, 4], [3, 2, 1]), { items: items(7, 6, 5), next: '5' });
    expect(ids(now)).toEqual([
      [7, 6, 5, 4],
      [3, 2, 1],
    ]);
    expect(now.pages[0]?.next).toBe('4');
    expect(now.pageParams).toEqual([null, '4']);
  });

  test('what it does not hold any more has been withdrawn', () => {
    expect(ids(withNewest(pages([6, 5, 4], [3, 2, 1]), { items: items(6, 4, 3), next: '3' }))).toEqual([[6, 4, 3, 2, 1]]);
  });

  test('stands alone when there is a gap behind it, or nothing', () => {
    expect(ids(withNewest(pages([3, 2], [1]), { items: items(9, 8), next: '8' }))).toEqual([[9, 8]]);
    expect(ids(withNewest(pages([3, 2], [1]), { items: items(3, 2, 1), next: null }))).toEqual([[3, 2, 1]]);
    expect(ids(withNewest(pages([3, 2], [1]), { items: [], next: null }))).toEqual([[]]);
  });
});

describe('reading up to what is known', () => {
  const server = (all: number[]) => {
    const asked: (string | null)[] = [];
    return {
      asked,
      read: async (after: string | null) => {
        asked.push(after);
        const from = after === null ? 0 : all.indexOf(Number(after)) + 1;
        const next = from + 2 < all.length ? String(all[from + 1]) : null;
        return { items: items(...all.slice(from, from + 2)), next };
      },
    };
  };

  test('asks no further than needed', async () => {
    const { asked, read } = server([7, 6, 5, 4, 3, 2, 1]);
    expect(await upToKnown(items(5, 4, 3, 2, 1), read)).toEqual(items(7, 6, 5, 4, 3, 2, 1));
    expect(asked).toEqual([null, '6']);
  });

  test('asks for all of it the first time', async () => {
    const { asked, read } = server([5, 4, 3, 2, 1]);
    expect(await upToKnown([], read)).toEqual(items(5, 4, 3, 2, 1));
    expect(asked).toHaveLength(3);
  });
});

test('a rush of calls is one that runs and one after it', async () => {
  let runs = 0;
  let done = () => {};
  const call = oneAtATime(async () => {
    runs++;
    await new Promise<void>((resolve) => (done = resolve));
  });
  const first = call(1);
  for (let more = 0; more < 5; more++) void call(1);
  expect(runs).toBe(1);
  done();
  await Promise.resolve();
  await Promise.resolve();
  expect(runs).toBe(2);
  done();
  await first;
  expect(runs).toBe(2);
});
