import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refused, Unreachable } from '../api/problems';
import { type DraftPlace, Drafts, isEmpty, joined, type LocalDraft } from './drafts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Place implements DraftPlace {
  readonly kept = new Map<string, LocalDraft>();
  readonly log: string[] = [];
  slow: Promise<unknown> | null = null;
  /** What the next writes come to instead. */
  failures: unknown[] = [];

  save = async (draft: LocalDraft): Promise<void> => {
    this.log.push(`save ${draft.bodyHtml}`);
    await this.slow;
    this.fail();
    this.kept.set(draft.key, draft);
    this.log.push('saved');
  };
  remove = async (ticketId: number, mode: string): Promise<void> => {
    this.log.push('remove');
    this.fail();
    this.kept.delete(`${ticketId}/${mode}`);
  };
  private fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
  all = async (): Promise<LocalDraft[]> => [...this.kept.values()];
}

function drafts() {
  const local = new Place();
  const remote = new Place();
  return { local, remote, drafts: new Drafts({ local, remote }) };
}

const text = (bodyHtml: string) => ({ bodyHtml, cc: [], attachments: [] });

describe('keeping', () => {
  test('in memory at once, in the browser in 400 ms, on the server in 1.5 s', async () => {
    const { drafts: kept, local, remote } = drafts();
    kept.write(1, 'reply', text('<p>Hello</p>'));
    expect(kept.get(1, 'reply')?.bodyHtml).toBe('<p>Hello</p>');
    await vi.advanceTimersByTimeAsync(399);
    expect(local.kept.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(local.kept.size).toBe(1);
    expect(remote.kept.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1100);
    expect(remote.kept.size).toBe(1);
  });

  test('steady typing is saved too, with the newest text', async () => {
    const { drafts: kept, local } = drafts();
    for (let key = 1; key <= 10; key++) {
      kept.write(1, 'reply', text(`<p>${key}</p>`));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(local.log.filter((entry) => entry.startsWith('save '))).toEqual(['save <p>4</p>', 'save <p>8</p>']);
  });

  test('reply and note of one ticket are two drafts', () => {
    const { drafts: kept } = drafts();
    kept.write(1, 'reply', text('<p>for the customer</p>'));
    kept.write(1, 'note', text('<p>for us</p>'));
    expect(kept.get(1, 'reply')?.bodyHtml).toBe('<p>for the customer</p>');
    expect(kept.get(1, 'note')?.bodyHtml).toBe('<p>for us</p>');
    expect(kept.has(1)).toBe(true);
    expect(kept.has(2)).toBe(false);
  });

  test('flush writes at once what still waits', async () => {
    const { drafts: kept, local, remote } = drafts();
    kept.write(1, 'note', text('<p>in a hurry</p>'));
    await kept.flush();
    expect(local.kept.size).toBe(1);
    expect(remote.kept.size).toBe(1);
  });
});

describe('discarding', () => {
  test('a delete cannot be overtaken by a slow save', async () => {
    const { drafts: kept, remote } = drafts();
    let go = (_: unknown) => {};
    remote.slow = new Promise((resolve) => (go = resolve));
    kept.write(1, 'reply', text('<p>x</p>'));
    await vi.advanceTimersByTimeAsync(1500);
    kept.discard(1, 'reply');
    go(null);
    await kept.flush();
    expect(remote.log).toEqual(['save <p>x</p>', 'saved', 'remove']);
    expect(remote.kept.size).toBe(0);
  });

  test('a pending save is not written after it', async () => {
    const { drafts: kept, local } = drafts();
    kept.write(1, 'reply', text('<p>x</p>'));
    kept.discard(1, 'reply');
    await vi.advanceTimersByTimeAsync(5000);
    expect(local.log).toEqual(['remove']);
  });

  test('an emptied draft is none', () => {
    const { drafts: kept } = drafts();
    kept.write(1, 'reply', text('<p>x</p>'));
    kept.write(1, 'reply', text('<p></p>'));
    expect(kept.has(1)).toBe(false);
  });
});

describe('coming back', () => {
  test('after a reload, without covering what has been written since', async () => {
    const { drafts: kept, local } = drafts();
    local.kept.set('1/reply', { key: '1/reply', ticketId: 1, mode: 'reply', at: 1, ...text('<p>old</p>') });
    local.kept.set('2/note', { key: '2/note', ticketId: 2, mode: 'note', at: 1, ...text('<p>note</p>') });
    kept.write(1, 'reply', text('<p>new</p>'));
    await kept.hydrate();
    expect(kept.get(1, 'reply')?.bodyHtml).toBe('<p>new</p>');
    expect(kept.get(2, 'note')?.bodyHtml).toBe('<p>note</p>');
  });

  test('from another device only if newer', () => {
    const { drafts: kept } = drafts();
    vi.setSystemTime(1000);
    kept.write(1, 'reply', text('<p>here</p>'));
    expect(kept.adopt(1, 'reply', text('<p>there</p>'), 500)).toBe(false);
    expect(kept.adopt(1, 'reply', text('<p>there</p>'), 2000)).toBe(true);
    expect(kept.get(1, 'reply')?.bodyHtml).toBe('<p>there</p>');
    expect(kept.adopt(2, 'reply', text(''), 2000)).toBe(false);
  });
});

describe('while nobody answers', () => {
  test('a save is tried again, with the newest text', async () => {
    const { drafts: kept, remote } = drafts();
    remote.failures = [new Unreachable(null), new Unreachable(null)];
    kept.write(1, 'reply', text('<p>one</p>'));
    await vi.advanceTimersByTimeAsync(1500);
    kept.write(1, 'reply', text('<p>two</p>'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(remote.log).toEqual(['save <p>one</p>', 'save <p>two</p>', 'save <p>two</p>', 'saved']);
  });

  test('so is a delete: a draft that was sent must not come back from the server', async () => {
    const { drafts: kept, remote } = drafts();
    kept.write(1, 'reply', text('<p>x</p>'));
    await vi.advanceTimersByTimeAsync(1500);
    remote.failures = [new Unreachable(null)];
    kept.discard(1, 'reply');
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.adopt(1, 'reply', text('<p>x</p>'), Date.now() + 1000)).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(remote.kept.size).toBe(0);
  });

  test('what has been written since a delete failed is saved, not deleted', async () => {
    const { drafts: kept, remote } = drafts();
    remote.failures = [new Unreachable(null)];
    kept.write(1, 'reply', text('<p>sent</p>'));
    kept.discard(1, 'reply');
    await vi.advanceTimersByTimeAsync(0);
    kept.write(1, 'reply', text('<p>next</p>'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(remote.kept.get('1/reply')?.bodyHtml).toBe('<p>next</p>');
  });

  test('a refusal is final until the next change', async () => {
    const { drafts: kept, remote } = drafts();
    remote.failures = [new Refused({ type: 'about:blank', title: '', status: 404, code: 'not-found' })];
    kept.write(1, 'reply', text('<p>x</p>'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.log).toEqual(['save <p>x</p>']);
  });
});

describe('between the answer and the question', () => {
  test('a draft that was asked for before it was sent does not come back', () => {
    const { drafts: kept } = drafts();
    const turn = kept.turn(1, 'reply');
    kept.write(1, 'reply', text('<p>x</p>'));
    kept.discard(1, 'reply');
    expect(kept.adopt(1, 'reply', text('<p>x</p>'), Date.now() + 1000, turn)).toBe(false);
    expect(kept.has(1)).toBe(false);
  });

  test('a draft that was discarded before the browser had told of it stays so', async () => {
    const { drafts: kept, local } = drafts();
    local.kept.set('1/reply', { key: '1/reply', ticketId: 1, mode: 'reply', at: 1, ...text('<p>old</p>') });
    const hydrated = kept.hydrate();
    kept.discard(1, 'reply');
    await hydrated;
    expect(kept.has(1)).toBe(false);
  });

  test('what the server had not said yes to is told again after a reload', async () => {
    const { drafts: before, local, remote } = drafts();
    remote.failures = [new Refused({ type: 'about:blank', title: '', status: 401, code: 'not-signed-in' })];
    before.write(1, 'reply', text('<p>kept</p>'));
    await vi.advanceTimersByTimeAsync(2000);
    const after = new Drafts({ local, remote });
    await after.hydrate();
    await vi.advanceTimersByTimeAsync(2000);
    expect(remote.kept.get('1/reply')?.bodyHtml).toBe('<p>kept</p>');
    expect(local.kept.get('1/reply')?.unsaved).toBe(false);
  });
});

test('a text that comes back stands before what was begun since', () => {
  const file = (id: number) => ({ id }) as never;
  const first = { bodyHtml: '<p>a</p>', cc: ['x@y.org'], attachments: [file(1)] };
  expect(joined(first, undefined)).toBe(first);
  expect(joined(first, text('<p></p>'))).toBe(first);
  expect(joined(first, { bodyHtml: '<p>b</p>', cc: ['x@y.org', 'z@y.org'], attachments: [file(1), file(2)] })).toEqual({
    bodyHtml: '<p>a</p><p>b</p>',
    cc: ['x@y.org', 'z@y.org'],
    attachments: [file(1), file(2)],
  });
});

test.each([
  ['', true],
  ['<p></p>', true],
  ['<p>&nbsp;<br></p>', true],
  ['<p>a</p>', false],
  ['<p><img src="x"></p>', false],
])('emptiness of %j is %s', (bodyHtml, empty) => {
  expect(isEmpty(text(bodyHtml))).toBe(empty);
});
