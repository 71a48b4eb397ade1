import { api } from '../api/client';
import { Cell } from '../store/cell';
import type { ServerEvent } from './events';
import { type Connection, Stream } from './stream';

type Handler = (data: never) => void;
type Note =
  | { kind: 'topics'; tab: string; topics: readonly string[] }
  | { kind: 'event'; event: ServerEvent }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'hello' };

export const connection = new Cell<Connection>({ state: 'reconnecting' });

/**
 * The desk's one live connection. Of all tabs of a browser one leads (it holds the Web Lock) and keeps the stream;
 * the others tell it their topics and hear its events, since HTTP/1.1 spares six connections for the whole browser.
 */
class Live {
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly wanted = new Map<symbol, string>();
  private readonly others = new Map<string, readonly string[]>();
  private readonly tab = crypto.randomUUID();
  private channel: BroadcastChannel | null = null;
  private stream: Stream | null = null;
  private quit: (() => void) | null = null;

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
    this.say({ kind: 'topics', tab: this.tab, topics: this.mine() });
    void navigator.locks.request('rapport-live', () => new Promise<void>((quit) => this.lead(quit)));
  }

  stop(): void {
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
      open: (topics, lastEventId, signal) =>
        fetch(`/api/v1/stream?topics=${encodeURIComponent(topics.join(','))}`, {
          headers: { accept: 'text/event-stream', ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) },
          signal,
        }),
      setTopics: async (streamId, topics) => {
        await api.PUT('/api/v1/stream/{streamId}/topics', { params: { path: { streamId } }, body: { topics: [...topics] } });
      },
      onEvent: (event) => {
        this.say({ kind: 'event', event });
        this.emit(event);
      },
      onConnection: (now) => {
        this.say({ kind: 'connection', connection: now });
        connection.set(now);
      },
    });
    this.say({ kind: 'hello' });
    this.tellTopics();
    this.stream.start();
  }

  private hear(note: Note): void {
    if (note.kind === 'event') this.emit(note.event);
    else if (note.kind === 'connection') connection.set(note.connection);
    else if (note.kind === 'hello') this.tellTopics();
    else {
      this.others.set(note.tab, note.topics);
      if (this.stream) this.say({ kind: 'connection', connection: connection.get() });
      this.applyTopics();
    }
  }

  private tellTopics(): void {
    this.say({ kind: 'topics', tab: this.tab, topics: this.mine() });
    this.applyTopics();
  }

  private applyTopics(): void {
    this.stream?.setTopics([...this.mine(), ...[...this.others.values()].flat()]);
  }

  private mine(): string[] {
    return [...this.wanted.values()];
  }

  private say(note: Note): void {
    this.channel?.postMessage(note);
  }

  private emit(event: ServerEvent): void {
    const data: unknown = JSON.parse(event.data || '{}');
    for (const handler of this.handlers.get(event.event) ?? []) (handler as (data: unknown) => void)(data);
  }
}

export const live = new Live();
