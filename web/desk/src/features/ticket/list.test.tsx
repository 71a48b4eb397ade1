import { afterEach, expect, test } from 'vitest';
import { answering } from '@/testing/stage';
import { ticket } from './cast';
import { TicketList } from './list';

let server: ReturnType<typeof answering>;
let rows: number[] = [];
/** Answers wait here until the test lets them go. */
let gate: Promise<unknown> = Promise.resolve();
let restore = () => {};

afterEach(() => restore());

function list() {
  server = answering(async ({ path }) => {
    const now = rows;
    if (path === '/tickets') await gate;
    if (path === '/tickets') return [200, { items: now.map((id) => ticket({ id })), next: null }];
    return [200, ticket({ id: Number(path.split('/').at(-1)) })];
  });
  restore = server.restore;
  return new TicketList('open');
}

const ids = (of: TicketList) => of.get().window.ids;
const reads = () => server.calls.filter(({ path }) => path === '/tickets').length;

test('a list that one comes back to shows what it had and is read again as soon as the stream tells of it', async () => {
  rows = [5, 4];
  const open = list();
  const hide = open.show();
  await expect.poll(() => ids(open)).toEqual([5, 4]);
  hide();
  rows = [6, 5];
  open.show();
  expect(ids(open)).toEqual([5, 4]);
  await open.validate();
  expect(ids(open)).toEqual([6, 5]);
});

test('nobody reads a list again that is not on a screen', async () => {
  rows = [5];
  const open = list();
  open.show()();
  await expect.poll(() => ids(open)).toEqual([5]);
  await open.validate();
  expect(reads()).toBe(1);
});

test('what the stream tells while a page is on its way is not undone by the page', async () => {
  rows = [5, 4];
  const open = list();
  open.show();
  await expect.poll(() => ids(open)).toEqual([5, 4]);
  let go = (_: unknown) => {};
  gate = new Promise((resolve) => (go = resolve));
  const reading = open.refresh();
  await expect.poll(reads).toBe(2);
  open.leave(4, false);
  gate = Promise.resolve();
  await open.enter(6);
  go(null);
  await reading;
  expect(ids(open)).toEqual([6, 5]);
});

test('a row under the pointer stays where it is', async () => {
  rows = [5, 4];
  const open = list();
  open.show();
  await expect.poll(() => ids(open)).toEqual([5, 4]);
  open.hold(true);
  rows = [6, 4];
  await open.validate();
  expect(open.get().window).toMatchObject({ ids: [5, 4], entering: [6], leaving: [5] });
});
