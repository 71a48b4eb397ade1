import { afterEach, expect, test } from 'vitest';
import { queries } from '@/shared/api/queries';
import { answering } from '@/testing/stage';
import { readCounts, tellCounts } from './api';

let restore = () => {};
afterEach(() => {
  restore();
  queries.clear();
});

/** A server whose answer about the views is under way when `during` happens. */
function counting(during: () => void) {
  ({ restore } = answering(() => {
    during();
    return [
      200,
      {
        items: [
          { key: 'mine', count: 3 },
          { key: 'open', count: 9 },
        ],
        next: null,
      },
    ];
  }));
}

test('a count that the stream told is not undone by an answer that is older', async () => {
  counting(() => tellCounts({ mine: 4 }));
  expect(await readCounts()).toEqual({ mine: 4, open: 9 });
});

test('an answer that was asked for after it counts', async () => {
  counting(() => {});
  tellCounts({ mine: 4 });
  expect(queries.getQueryData(['views'])).toEqual({ mine: 4 });
  expect(await readCounts()).toEqual({ mine: 3, open: 9 });
});
