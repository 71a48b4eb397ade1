import { backoff } from './backoff';
import { EventParser, type ServerEvent } from './events';

export type Connection = { state: 'live' } | { state: 'reconnecting' } | { state: 'offline'; since: number };

interface Options {
  open(topics: readonly string[], lastEventId: string | null, signal: AbortSignal): Promise<Response>;
  setTopics(streamId: string, topics: readonly string[]): Promise<unknown>;
  onEvent(event: ServerEvent): void;
  onConnection(connection: Connection): void;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  now?: () => number;
}

/** Heartbeats come every 15 s: three missed ones and the line is dead, whatever the socket says. */
const silence = 45_000;

/** Keeps one stream open: resumes after the last event, backs off, and starts anew on `reset`. */
export class Stream {
  private topics: readonly string[] = [];
  private streamId: string | null = null;
  private lastEventId: string | null = null;
  private stopped: AbortController | null = null;
  private lostAt: number | null = null;

  constructor(private readonly options: Options) {}

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
    this.topics = sorted;
    // A stream id that the server no longer knows ends with the connection, which opens again with these topics.
    if (this.streamId) void this.options.setTopics(this.streamId, sorted).catch(() => {});
  }

  private async run(stop: AbortSignal): Promise<void> {
    for (let attempt = 0; !stop.aborted; attempt++) {
      const line = new AbortController();
      const end = () => line.abort();
      stop.addEventListener('abort', end);
      try {
        const response = await this.options.open(this.topics, this.lastEventId, line.signal);
        if (!response.ok || !response.body) throw new Error(`stream ${response.status}`);
        attempt = 0;
        this.lostAt = null;
        this.options.onConnection({ state: 'live' });
        await this.read(response.body, line);
      } catch {
        // Every way of losing the line leads to the same next step: come back.
      } finally {
        stop.removeEventListener('abort', end);
        this.streamId = null;
      }
      if (stop.aborted) return;
      this.lost(attempt);
      await (this.options.wait ?? pause)(backoff(attempt), stop);
    }
  }

  private lost(attempt: number): void {
    this.lostAt ??= (this.options.now ?? Date.now)();
    this.options.onConnection(attempt < 2 ? { state: 'reconnecting' } : { state: 'offline', since: this.lostAt });
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
      void this.options.setTopics(this.streamId, this.topics).catch(() => {});
    }
    if (event.id) this.lastEventId = event.id;
    this.options.onEvent(event);
    if (event.event === 'reset') {
      this.lastEventId = null;
      line.abort();
    }
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
  });
}
