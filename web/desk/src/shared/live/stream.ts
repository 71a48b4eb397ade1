import { backoff } from './backoff';
import { EventParser, type ServerEvent } from './events';

export type Connection = { state: 'live' } | { state: 'reconnecting' } | { state: 'offline'; since: number };

interface Options {
  open(topics: readonly string[], lastEventId: string | null, signal: AbortSignal): Promise<Response>;
  setTopics(streamId: string, topics: readonly string[]): Promise<unknown>;
  /** Besides what the server says: `following {topics}` for what is followed only from now on, `anew {}` when the past was not told. */
  onEvent(event: ServerEvent): void;
  onConnection(connection: Connection): void;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  now?: () => number;
  /** Where the page stood before its stream: what happens until that opens is told, not missed. */
  after?: string | null;
}

/** Heartbeats come every 15 s: three missed ones and the line is dead, whatever the socket says. */
const silence = 45_000;

/** An opening that is not answered meanwhile is given up and counts as refused. */
const patience = 10_000;

/** Longer than a heartbeat takes to come: whoever looks again after this asks a new line instead of waiting for the old one. */
const doubtful = 20_000;

/** Keeps one stream open: resumes after the last event, backs off, and starts anew on `reset`. */
export class Stream {
  private topics: readonly string[] = [];
  /** What the server knows of our topics; `null` before it was told any. */
  private told: readonly string[] | null = null;
  private opening: readonly string[] = [];
  private streamId: string | null = null;
  private lastEventId: string | null;
  private anew: boolean;
  private heardAt = 0;
  private line: AbortController | null = null;
  private stopped: AbortController | null = null;
  private lostAt: number | null = null;

  constructor(private readonly options: Options) {
    this.lastEventId = options.after ?? null;
    this.anew = this.lastEventId === null;
  }

  start(): void {
    if (this.stopped) return;
    this.stopped = new AbortController();
    void this.run(this.stopped.signal);
  }

  stop(): void {
    this.stopped?.abort();
    this.stopped = null;
    this.streamId = null;
  }

  setTopics(topics: readonly string[]): void {
    const sorted = [...new Set(topics)].sort();
    if (sorted.join() === this.topics.join()) return;
    const idle = this.told === this.topics;
    this.topics = sorted;
    if (idle) void this.tell();
  }

  /** Whether the server tells us of it already. */
  follows(topic: string): boolean {
    return this.streamId !== null && this.topics === this.told && this.told.includes(topic);
  }

  /** There is reason to doubt the line, such as a computer that slept: one that was silent for longer is opened again, which shows how it is. */
  look(silentFor = doubtful): void {
    if (this.streamId && this.now() - this.heardAt >= silentFor) this.line?.abort();
  }

  /** One after the other: of two that travel together the older could arrive last. */
  private async tell(): Promise<void> {
    const { streamId, line } = this;
    while (streamId && streamId === this.streamId && this.told !== this.topics) {
      const topics = this.topics;
      try {
        await this.options.setTopics(streamId, topics);
      } catch {
        // The line opens again, with these topics.
        line?.abort();
        return;
      }
      if (streamId === this.streamId) this.follow(topics);
    }
  }

  private follow(topics: readonly string[]): void {
    const added = this.told && topics.filter((topic) => !this.told?.includes(topic));
    this.told = topics;
    if (added?.length) this.options.onEvent({ event: 'following', data: JSON.stringify({ topics: added }), id: null });
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private async run(stop: AbortSignal): Promise<void> {
    for (let attempt = 0; !stop.aborted; attempt++) {
      const line = new AbortController();
      this.line = line;
      this.opening = this.topics;
      const end = () => line.abort();
      stop.addEventListener('abort', end);
      const hanging = setTimeout(end, patience);
      try {
        const response = await this.options.open(this.opening, this.lastEventId, line.signal);
        clearTimeout(hanging);
        if (!response.ok || !response.body) throw new Error(`stream ${response.status}`);
        attempt = 0;
        this.lostAt = null;
        this.options.onConnection({ state: 'live' });
        await this.read(response.body, line);
      } catch {
        // Every way of losing the line leads to the same next step: come back.
      } finally {
        clearTimeout(hanging);
        stop.removeEventListener('abort', end);
        this.streamId = null;
      }
      if (stop.aborted) return;
      this.lost(attempt);
      await (this.options.wait ?? pause)(backoff(attempt), stop);
    }
  }

  private lost(attempt: number): void {
    this.lostAt ??= this.now();
    // What the browser knows for certain needs no second attempt.
    const cut = globalThis.navigator?.onLine === false;
    this.options.onConnection(attempt < 2 && !cut ? { state: 'reconnecting' } : { state: 'offline', since: this.lostAt });
  }

  private async read(body: ReadableStream<Uint8Array>, line: AbortController): Promise<void> {
    const parser = new EventParser();
    const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
    line.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
    let watchdog = setTimeout(() => line.abort(), silence);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        this.heardAt = this.now();
        clearTimeout(watchdog);
        watchdog = setTimeout(() => line.abort(), silence);
        for (const event of parser.push(value)) this.take(event, line);
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  private take(event: ServerEvent, line: AbortController): void {
    if (event.event === 'ready') {
      const ready = JSON.parse(event.data) as { streamId: string; incarnation: number; position: number };
      this.streamId = String(ready.streamId);
      this.lastEventId ??= `${ready.incarnation}:${ready.position}`;
    }
    if (event.id) this.lastEventId = event.id;
    this.options.onEvent(event);
    if (event.event === 'ready') this.opened();
    if (event.event === 'reset') {
      this.lastEventId = null;
      this.anew = true;
      line.abort();
    }
  }

  private opened(): void {
    // What is read before the line is open could be older than what the line tells first.
    if (this.anew) {
      this.told = null;
      this.options.onEvent({ event: 'anew', data: '{}', id: null });
    }
    this.anew = false;
    this.follow(this.opening);
    void this.tell();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    // Coming back online or into view is worth an attempt at once.
    globalThis.addEventListener?.('online', () => resolve(), { once: true, signal });
    globalThis.document?.addEventListener('visibilitychange', () => resolve(), { once: true, signal });
  });
}
