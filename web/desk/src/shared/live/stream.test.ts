import { describe, expect, test, vi } from 'vitest';
import { backoff } from './backoff';
import type { ServerEvent } from './events';
import { type Connection, Stream } from './stream';

/** A server whose lines the test writes and cuts. */
class Line {
  readonly opened: { topics: readonly string[]; lastEventId: string | null }[] = [];
  readonly topics: (readonly string[])[] = [];
  private writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  refusing = 0;

  open = async (topics: readonly string[], lastEventId: string | null): Promise<Response> => {
    this.opened.push({ topics, lastEventId });
    if (this.refusing > 0) {
      this.refusing--;
      throw new TypeError('refused');
    }
    const pipe = new TransformStream<Uint8Array, Uint8Array>();
    this.writer = pipe.writable.getWriter();
    return new Response(pipe.readable);
  };

  answering: Promise<unknown> = Promise.resolve();

  setTopics = async (_: string, topics: readonly string[]): Promise<void> => {
    this.topics.push(topics);
    await this.answering;
  };

  say(text: string): void {
    void this.writer?.write(new TextEncoder().encode(text)).catch(() => {});
  }

  cut(): void {
    void this.writer?.close().catch(() => {});
  }
}

function start({ refusing = 0, after = null as string | null } = {}) {
  const line = new Line();
  line.refusing = refusing;
  const events: ServerEvent[] = [];
  const states: Connection[] = [];
  const clock = { now: 1234 };
  const stream = new Stream({
    open: line.open,
    setTopics: line.setTopics,
    onEvent: (event) => events.push(event),
    onConnection: (now) => states.push(now),
    wait: () => Promise.resolve(),
    now: () => clock.now,
    after,
  });
  stream.setTopics(['views']);
  stream.start();
  return { line, events, states, stream, clock };
}

const ready = 'event: ready\ndata: {"streamId":5,"position":40,"incarnation":2}\n\n';

describe('Stream', () => {
  test('hands over events and says that it is live', async () => {
    const { line, events, states, stream } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(`${ready}id: 2:41\nevent: change\ndata: {}\n\n`);
    await vi.waitFor(() => expect(events.map(({ event }) => event)).toEqual(['ready', 'anew', 'change']));
    expect(states).toEqual([{ state: 'live' }]);
    stream.stop();
  });

  test('comes back after the last event it heard', async () => {
    const { line, events, stream } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(`${ready}id: 2:57\nevent: change\ndata: {}\n\n`);
    await vi.waitFor(() => expect(events.at(-1)?.event).toBe('change'));
    line.cut();
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    expect(line.opened[1]).toEqual({ topics: ['views'], lastEventId: '2:57' });
    stream.stop();
  });

  test('comes back after the position of ready when nothing else was heard', async () => {
    const { line, events, stream } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(ready);
    await vi.waitFor(() => expect(events[0]?.event).toBe('ready'));
    line.cut();
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    expect(line.opened[1]?.lastEventId).toBe('2:40');
    stream.stop();
  });

  test('reset forgets the position and connects anew', async () => {
    const { line, events, stream } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(`${ready}event: reset\ndata: {}\n\n`);
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    expect(events.at(-1)?.event).toBe('reset');
    expect(line.opened[1]?.lastEventId).toBeNull();
    stream.stop();
  });

  test('goes on from where the page stood, and then nothing has to be read anew', async () => {
    const { line, events, stream } = start({ after: '2:30' });
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    expect(line.opened[0]?.lastEventId).toBe('2:30');
    line.say(ready);
    await vi.waitFor(() => expect(events.map(({ event }) => event)).toEqual(['ready']));
    stream.stop();
  });

  test('says anew once the line is open that does not tell what was before', async () => {
    const { line, events, stream } = start({ after: '2:30' });
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say('event: reset\ndata: {}\n\n');
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    expect(events.map(({ event }) => event)).toEqual(['reset']);
    line.say(ready);
    await vi.waitFor(() => expect(events.map(({ event }) => event)).toEqual(['reset', 'ready', 'anew']));
    stream.stop();
  });

  test('topics are told one change after the other, and what is followed is said when it is', async () => {
    const { line, events, stream } = start({ after: '2:30' });
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(ready);
    await vi.waitFor(() => expect(events).toHaveLength(1));
    let answer = (_: unknown) => {};
    line.answering = new Promise((resolve) => (answer = resolve));
    stream.setTopics(['ticket:1']);
    stream.setTopics(['ticket:2']);
    stream.setTopics(['ticket:3', 'views']);
    expect(line.topics).toEqual([['ticket:1']]);
    expect(stream.follows('views')).toBe(false);
    answer(null);
    await vi.waitFor(() => expect(stream.follows('ticket:3')).toBe(true));
    expect(line.topics).toEqual([['ticket:1'], ['ticket:3', 'views']]);
    expect(events.filter(({ event }) => event === 'following').map(({ data }) => JSON.parse(data).topics)).toEqual([
      ['ticket:1'],
      ['ticket:3', 'views'],
    ]);
    stream.stop();
  });

  test('topics that the server does not take open the line again, with them', async () => {
    const { line, events, stream } = start({ after: '2:30' });
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(ready);
    await vi.waitFor(() => expect(events).toHaveLength(1));
    line.answering = Promise.reject(new Error('no such stream'));
    line.answering.catch(() => {});
    stream.setTopics(['ticket:1', 'views']);
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    expect(line.opened[1]).toEqual({ topics: ['ticket:1', 'views'], lastEventId: '2:30' });
    line.say(ready);
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ event: 'following', data: '{"topics":["ticket:1"]}' }));
    stream.stop();
  });

  test('says reconnecting first and offline when it lasts, since when', async () => {
    const { line, states, stream } = start({ refusing: 4 });
    await vi.waitFor(() => expect(line.opened.length).toBeGreaterThan(4));
    stream.stop();
    expect(states.some(({ state }) => state === 'reconnecting')).toBe(true);
    expect(states).toContainEqual({ state: 'offline', since: 1234 });
  });

  test('a doubted line is opened again at once, unless it has just spoken', async () => {
    const { line, events, stream, clock } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(ready);
    await vi.waitFor(() => expect(events[0]?.event).toBe('ready'));
    clock.now += 1000;
    stream.look(2000);
    clock.now += 1000;
    expect(line.opened).toHaveLength(1);
    stream.look(2000);
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    stream.stop();
  });

  test('without a network it is offline at the first failure', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const { line, states, stream } = start({ refusing: 1 });
    await vi.waitFor(() => expect(line.opened).toHaveLength(2));
    stream.stop();
    vi.unstubAllGlobals();
    expect(states[0]).toEqual({ state: 'offline', since: 1234 });
  });

  test('a server that takes the request and never answers is not waited for', async () => {
    vi.useFakeTimers();
    const states: Connection[] = [];
    const hanging = (_: readonly string[], __: string | null, signal: AbortSignal) =>
      new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const stream = new Stream({
      open: hanging,
      setTopics: async () => {},
      onEvent: () => {},
      onConnection: (now) => states.push(now),
      wait: () => Promise.resolve(),
    });
    stream.start();
    await vi.advanceTimersByTimeAsync(31_000);
    stream.stop();
    vi.useRealTimers();
    expect(states.map(({ state }) => state)).toEqual(['reconnecting', 'reconnecting', 'offline']);
  });

  test('changes topics on the open line, once per change', async () => {
    const { line, events, stream } = start();
    await vi.waitFor(() => expect(line.opened).toHaveLength(1));
    line.say(ready);
    await vi.waitFor(() => expect(events[0]?.event).toBe('ready'));
    stream.setTopics(['view:mine', 'views']);
    stream.setTopics(['views', 'view:mine', 'views']);
    expect(line.topics.filter((topics) => topics.length === 2)).toEqual([['view:mine', 'views']]);
    stream.stop();
  });
});

describe('backoff', () => {
  test('grows, stays under half a minute and never hits the same instant for all', () => {
    expect(backoff(0, () => 0)).toBe(250);
    expect(backoff(3, () => 1)).toBe(4000);
    for (let attempt = 0; attempt < 50; attempt++) expect(backoff(attempt, () => 1)).toBeLessThanOrEqual(30_000);
    expect(backoff(5, () => 0)).toBeLessThan(backoff(5, () => 1));
  });
});
