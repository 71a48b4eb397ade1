import { api, signedOut, whenUnanswered } from '../api/client';
import { bootstrap } from '../api/me';
import { Cell } from '../store/cell';
import type { ServerEvent } from './events';
import { type Connection, Stream } from './stream';

type Handler = (data: never) => void;
type Note =
  | { kind: 'topics'; tab: string; topics: readonly string[] }
  | { kind: 'event'; event: ServerEvent }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'doubt' }
  | { kind: 'hello' };

/** A switch of tickets ends one topic and begins another: together they are one request. */
const settle = 40;

/** Of a request that nobody answers the line is suspected, unless it has spoken in the same moment. */
const justHeard = 2000;

export const connection = new Cell<Connection>({ state: 'reconnecting' });

/**
 * The desk's one live connection. Of all tabs of a browser one leads (it holds the Web Lock) and keeps the stream;
 * the others tell it their topics and hear its events, since HTTP/1.1 spares six connections for the whole browser.
 */
class Live {
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly wanted = new Map<symbol, string>();
  /** By tab, this one included. */
  private readonly topics = new Map<string, readonly string[]>();
  private readonly tab = crypto.randomUUID();
  private channel: BroadcastChannel | null = null;
  private stream: Stream | null = null;
  private quit: (() => void) | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  /** What this browser has heard last, in whichever tab: who leads next goes on from here. */
  private heard: string | null = null;

  /** Registers what one feature does with one type of event. */
  on<T>(event: string, handler: (data: T) => void): () => void {
    const set = this.handlers.get(event) ?? new Set();
    this.handlers.set(event, set.add(handler as Handler));
    return () => set.delete(handler as Handler);
  }

  follow(topic: string): () => void {
    const key = Symbol(topic);
    this.wanted.set(key, topic);
    this.tellTopics();
    return () => {
      this.wanted.delete(key);
      this.tellTopics();
    };
  }

  start(): void {
    if (this.channel) return;
    this.channel = new BroadcastChannel('rapport-live');
    this.channel.onmessage = ({ data }: MessageEvent<Note>) => this.hear(data);
    window.addEventListener('pagehide', () => this.say({ kind: 'topics', tab: this.tab, topics: [] }));
    window.addEventListener('pageshow', () => this.tellTopics());
    window.addEventListener('offline', () => this.stream?.look(0));
    whenUnanswered(() => {
      this.say({ kind: 'doubt' });
      this.hear({ kind: 'doubt' });
    });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.stream?.look());
    this.say({ kind: 'topics', tab: this.tab, topics: this.mine() });
    void navigator.locks.request('rapport-live', () => new Promise<void>((quit) => this.lead(quit)));
  }

  stop(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.stream?.stop();
    this.stream = null;
    this.quit?.();
    this.quit = null;
    this.channel?.close();
    this.channel = null;
  }

  private lead(quit: () => void): void {
    if (!this.channel) {
      quit();
      return;
    }
    this.quit = quit;
    this.stream = new Stream({
      after: this.heard ?? startedAt(),
      open: async (topics, lastEventId, signal) => {
        const response = await fetch(`/api/v1/stream?topics=${encodeURIComponent(topics.join(','))}`, {
          headers: { accept: 'text/event-stream', ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) },
          signal,
        });
        if (response.status === 401) signedOut();
        return response;
      },
      setTopics: async (streamId, topics) => {
        await api.PUT('/api/v1/stream/{streamId}/topics', { params: { path: { streamId } }, body: { topics: [...topics] } });
      },
      onEvent: (event) => this.tell(event),
      onConnection: (now) => {
        this.say({ kind: 'connection', connection: now });
        connection.set(now);
      },
    });
    this.say({ kind: 'hello' });
    this.topics.set(this.tab, this.mine());
    this.applyTopics();
    this.stream.start();
  }

  private hear(note: Note): void {
    if (note.kind === 'event') {
      if (note.event.id) this.heard = note.event.id;
      this.emit(note.event);
    } else if (note.kind === 'connection') connection.set(note.connection);
    else if (note.kind === 'hello') this.tellTopics();
    else if (note.kind === 'doubt') this.stream?.look(justHeard);
    else {
      const before = this.topics.get(note.tab) ?? [];
      this.topics.set(note.tab, note.topics);
      if (!this.stream) return;
      this.say({ kind: 'connection', connection: connection.get() });
      const already = note.topics.filter((topic) => !before.includes(topic) && this.stream?.follows(topic));
      this.applyTopics();
      // What another tab follows anyway is followed from now on all the same.
      if (already.length) this.tell({ event: 'following', data: JSON.stringify({ topics: already }), id: null });
    }
  }

  private tellTopics(): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.hear({ kind: 'topics', tab: this.tab, topics: this.mine() });
      this.say({ kind: 'topics', tab: this.tab, topics: this.mine() });
    }, settle);
  }

  private applyTopics(): void {
    this.stream?.setTopics([...this.topics.values()].flat());
  }

  private mine(): string[] {
    return [...this.wanted.values()];
  }

  private tell(event: ServerEvent): void {
    this.say({ kind: 'event', event });
    this.emit(event);
  }

  private say(note: Note): void {
    this.channel?.postMessage(note);
  }

  private emit(event: ServerEvent): void {
    const data: unknown = JSON.parse(event.data || '{}');
    for (const handler of this.handlers.get(event.event) ?? []) (handler as (data: unknown) => void)(data);
  }
}

/** What the page's first reads are at least as new as. */
function startedAt(): string | null {
  const page = bootstrap.get();
  return page && `${page.incarnation}:${page.position}`;
}

export const live = new Live();
