import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Mode } from '../api/types';
import { type Channel, type DraftContent, type DraftPlace, Drafts, joined, type LocalDraft, united } from './drafts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const text = (...paragraphs: string[]): DraftContent => ({
  bodyHtml: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(''),
  cc: [],
  attachments: [],
});

class Place implements DraftPlace {
  readonly kept = new Map<string, LocalDraft>();
  /** What a write takes, in milliseconds. */
  slow = 0;
  removals = 0;

  save = async (draft: LocalDraft): Promise<void> => {
    await this.pause();
    this.kept.set(draft.key, draft);
  };
  remove = async (ticketId: number, mode: Mode): Promise<void> => {
    this.removals++;
    await this.pause();
    this.kept.delete(`${ticketId}/${mode}`);
  };
  all = async (): Promise<LocalDraft[]> => [...this.kept.values()];
  get text(): string | undefined {
    return this.kept.get('1/reply')?.bodyHtml;
  }
  private pause(): Promise<void> | undefined {
    return this.slow ? new Promise((resolve) => setTimeout(resolve, this.slow)) : undefined;
  }
}

/** One browser: what a tab says reaches the others a moment later, as a copy. */
function browser() {
  const local = new Place();
  const remote = new Place();
  const channels: Channel[] = [];
  const said: unknown[] = [];
  const hear = (data: unknown, from?: Channel) => {
    for (const one of channels) if (one !== from) one.onmessage?.call(one as BroadcastChannel, { data } as MessageEvent);
  };
  const tab = () => {
    const drafts = new Drafts({ local, remote });
    const channel: Channel = {
      onmessage: null,
      postMessage: (data: unknown) => {
        said.push(data);
        const copy = structuredClone(data);
        setTimeout(() => hear(copy, channel), 1);
      },
    };
    channels.push(channel);
    drafts.meet(channel);
    return {
      drafts,
      write: (...paragraphs: string[]) => drafts.write(1, 'reply', text(...paragraphs)),
      /** Typed at the end of what stands there. */
      type: (more: string) => {
        const { bodyHtml } = drafts.get(1, 'reply') ?? text('');
        drafts.write(1, 'reply', { ...text(), bodyHtml: bodyHtml.replace(/(<\/p>)$/, `${more}$1`) });
      },
      get text() {
        return drafts.get(1, 'reply')?.bodyHtml;
      },
    };
  };
  return { local, remote, said, hear, tab };
}

const soon = () => vi.advanceTimersByTimeAsync(450);
const later = () => vi.advanceTimersByTimeAsync(20_000);

describe('one tab writes', () => {
  test('the other has it within half a second, and says nothing', async () => {
    const { tab, said, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Hello');
    await soon();
    expect(there.text).toBe('<p>Hello</p>');
    here.type(' Linus');
    await later();
    expect(there.text).toBe('<p>Hello Linus</p>');
    expect(remote.text).toBe('<p>Hello Linus</p>');
    expect(said).toHaveLength(2);
  });

  test('the other goes on with it, also one that was opened later', async () => {
    const { tab, said, remote } = browser();
    const here = tab();
    here.write('Hello');
    await soon();
    const there = tab();
    await there.drafts.hydrate();
    there.type(' Linus');
    await soon();
    expect(here.text).toBe('<p>Hello Linus</p>');
    here.type('!');
    await later();
    expect(there.text).toBe('<p>Hello Linus!</p>');
    expect(remote.text).toBe('<p>Hello Linus!</p>');
    expect(said).toHaveLength(3);
  });

  test('what was typed last is told when the page goes, whether or not it is written down in time', () => {
    const { tab, local } = browser();
    const [here, there] = [tab(), tab()];
    local.slow = 60_000;
    here.write('In a hurry');
    void here.drafts.flush();
    vi.advanceTimersByTime(1);
    expect(there.text).toBe('<p>In a hurry</p>');
  });
});

describe('one tab sends or discards', () => {
  test('the draft ends in the other, and nobody saves it again', async () => {
    const { tab, local, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Hello');
    await soon();
    const turn = here.drafts.turn(1, 'reply');
    there.drafts.discard(1, 'reply');
    await vi.advanceTimersByTimeAsync(1);
    expect(here.drafts.has(1)).toBe(false);
    expect(here.drafts.adopt(1, 'reply', text('Hello'), Date.now() + 1000, turn)).toBe(false);
    await later();
    expect([local.text, remote.text]).toEqual([undefined, undefined]);
    expect(remote.removals).toBe(1);
  });

  test('a save that was under way in the other does not outlive it', async () => {
    const { tab, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Hello');
    await soon();
    remote.slow = 500;
    void here.drafts.flush();
    await vi.advanceTimersByTimeAsync(400);
    remote.slow = 0;
    there.drafts.discard(1, 'reply');
    await later();
    expect(remote.text).toBeUndefined();
  });

  test('what the other has written since stays, here and there', async () => {
    const { tab, local, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Hello');
    await soon();
    here.type(', and more');
    there.drafts.discard(1, 'reply');
    await later();
    for (const found of [here.text, there.text, local.text, remote.text]) expect(found).toBe('<p>Hello, and more</p>');
  });

  test('also on the server, when the end came there after it', async () => {
    const { tab, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Hello');
    await vi.advanceTimersByTimeAsync(1450);
    here.type(', and more');
    await vi.advanceTimersByTimeAsync(50);
    expect(remote.text).toBe('<p>Hello, and more</p>');
    there.drafts.discard(1, 'reply');
    await later();
    expect(remote.text).toBe('<p>Hello, and more</p>');
  });

  test('a withdrawn message is a draft in both again, before what was begun since', async () => {
    const { tab, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('Sent');
    await soon();
    here.drafts.discard(1, 'reply');
    await soon();
    there.write('Begun');
    await soon();
    here.drafts.write(1, 'reply', joined(text('Sent'), here.drafts.get(1, 'reply')));
    await later();
    for (const found of [here.text, there.text, remote.text]) expect(found).toBe('<p>Sent</p><p>Begun</p>');
  });
});

describe('both write at once', () => {
  test('both texts stay, the same in both tabs, and the tabs come to rest', async () => {
    const { tab, said, local, remote } = browser();
    const [here, there] = [tab(), tab()];
    here.write('One');
    await vi.advanceTimersByTimeAsync(50);
    there.write('Two');
    await later();
    for (const found of [here.text, there.text, local.text, remote.text]) expect(found).toBe('<p>One</p><p>Two</p>');
    const before = said.length;
    expect(before).toBeLessThanOrEqual(4);
    await later();
    expect(said).toHaveLength(before);
  });

  test('nothing is lost and nothing doubles without end while both, or three, go on', async () => {
    const { tab, said, remote } = browser();
    const tabs = [tab(), tab(), tab()];
    for (let round = 0; round < 30; round++) {
      for (const [index, one] of tabs.entries()) {
        one.type(` ${'abc'[index]}${round}.`);
        await vi.advanceTimersByTimeAsync(70);
      }
    }
    await later();
    const [found = ''] = tabs.map((one) => one.text);
    for (const one of tabs) expect(one.text).toBe(found);
    expect(remote.text).toBe(found);
    for (let round = 0; round < 30; round++) for (const letter of 'abc') expect(found).toContain(` ${letter}${round}.`);
    expect(found.split('</p>').length).toBeLessThan(60);
    const before = said.length;
    await later();
    expect(said).toHaveLength(before);
  });

  test('old news is none', async () => {
    const { tab, said, hear } = browser();
    const here = tab();
    here.write('One');
    await soon();
    here.write('Two');
    await soon();
    const [turn, count] = [here.drafts.turn(1, 'reply'), said.length];
    for (const news of [...said]) hear(news);
    await later();
    expect([here.text, here.drafts.turn(1, 'reply'), said.length]).toEqual(['<p>Two</p>', turn, count]);
  });

  test('what came from another device is not covered by who had not seen it', async () => {
    const { tab } = browser();
    const [here, there] = [tab(), tab()];
    here.drafts.adopt(1, 'reply', text('From afar'), Date.now() - 1000);
    there.write('Here');
    await later();
    for (const found of [here.text, there.text]) expect(found).toBe('<p>From afar</p><p>Here</p>');
  });

  test('a tab that knew nothing of a draft takes it before its own words', async () => {
    const { tab } = browser();
    const here = tab();
    here.write('Long here');
    await later();
    const there = tab();
    there.write('New');
    await soon();
    there.type(' words');
    await later();
    expect(here.text).toBe('<p>Long here</p><p>New words</p>');
    expect(there.text).toBe(here.text);
  });
});

describe('together', () => {
  const at = (when: number, content: DraftContent): LocalDraft => ({ ...content, key: '1/reply', ticketId: 1, mode: 'reply', at: when });
  const both = (one: DraftContent, other: DraftContent) => {
    const found = united(at(1, one), at(2, other));
    expect(united(at(2, other), at(1, one))).toEqual(found);
    return found.bodyHtml;
  };

  test.each([
    ['the older stands first', text('a'), text('b'), '<p>a</p><p>b</p>'],
    ['who went on writing holds the beginning', text('a', 'b'), text('a', 'b and c'), '<p>a</p><p>b and c</p>'],
    ['in whichever order', text('a and b'), text('a'), '<p>a and b</p>'],
    ['what both hold stands there once', text('a', 'b'), text('a', 'c', 'd'), '<p>a</p><p>b</p><p>c</p><p>d</p>'],
  ])('%s', (_, one, other, found) => {
    expect(both(one, other)).toBe(found);
  });

  test('files and Cc of both', () => {
    const file = (id: number) => ({ id }) as never;
    const one = { ...text('a'), cc: ['x@y.org'], attachments: [file(1)] };
    const other = { ...text('a'), cc: ['z@y.org'], attachments: [file(1), file(2)] };
    expect(united(at(1, one), at(2, other))).toMatchObject({ ...text('a'), cc: ['x@y.org', 'z@y.org'], attachments: [file(1), file(2)] });
  });
});
