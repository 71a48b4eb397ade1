import type { Attachment, Mode } from '../api/types';

export interface DraftContent {
  readonly bodyHtml: string;
  readonly cc: readonly string[];
  readonly attachments: readonly Attachment[];
}

export interface LocalDraft extends DraftContent {
  readonly key: string;
  readonly ticketId: number;
  readonly mode: Mode;
  readonly at: number;
}

export interface DraftPlace {
  save(draft: LocalDraft): Promise<unknown>;
  remove(ticketId: number, mode: Mode): Promise<unknown>;
}

interface Options {
  local: DraftPlace & { all(): Promise<LocalDraft[]> };
  remote: DraftPlace;
  now?: () => number;
  localAfter?: number;
  remoteAfter?: number;
}

export function draftKey(ticketId: number, mode: Mode): string {
  return `${ticketId}/${mode}`;
}

export function isEmpty(draft: DraftContent): boolean {
  return draft.attachments.length === 0 && !/<img\b/i.test(draft.bodyHtml) && draft.bodyHtml.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';
}

/**
 * Drafts per ticket and mode: in memory at once, in the browser's database within 400 ms, on the server within 1.5 s.
 * Writes of one place and draft go one after the other, so that a delete cannot overtake a save.
 */
export class Drafts {
  private readonly drafts = new Map<string, LocalDraft>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: Options) {}

  async hydrate(): Promise<void> {
    for (const draft of await this.options.local.all().catch(() => [])) {
      if (!this.drafts.has(draft.key)) this.drafts.set(draft.key, draft);
    }
    this.tell();
  }

  get = (ticketId: number, mode: Mode): LocalDraft | undefined => this.drafts.get(draftKey(ticketId, mode));

  has(ticketId: number): boolean {
    return (['reply', 'note'] as const).some((mode) => this.drafts.has(draftKey(ticketId, mode)));
  }

  write(ticketId: number, mode: Mode, content: DraftContent): void {
    const key = draftKey(ticketId, mode);
    if (isEmpty(content)) {
      if (this.drafts.has(key)) this.discard(ticketId, mode);
      return;
    }
    const known = this.drafts.has(key);
    this.drafts.set(key, { ...content, key, ticketId, mode, at: (this.options.now ?? Date.now)() });
    this.later('local', key, this.options.localAfter ?? 400);
    this.later('remote', key, this.options.remoteAfter ?? 1500);
    if (!known) this.tell();
  }

  /** What the server kept from another device counts only if nothing newer is here. */
  adopt(ticketId: number, mode: Mode, content: DraftContent, at: number): boolean {
    const key = draftKey(ticketId, mode);
    const known = this.drafts.get(key);
    if (isEmpty(content) || (known && known.at >= at)) return false;
    this.drafts.set(key, { ...content, key, ticketId, mode, at });
    this.later('local', key, 0);
    this.tell();
    return true;
  }

  discard(ticketId: number, mode: Mode): void {
    const key = draftKey(ticketId, mode);
    this.drafts.delete(key);
    for (const place of ['local', 'remote'] as const) {
      this.cancelTimer(place, key);
      this.enqueue(place, key, () => this.options[place].remove(ticketId, mode));
    }
    this.tell();
  }

  /** Writes at once what still waits for its timer: the page may be gone in a moment. */
  flush(): Promise<unknown> {
    for (const name of [...this.timers.keys()]) {
      const [place, key] = name.split(' ') as ['local' | 'remote', string];
      this.cancelTimer(place, key);
      this.store(place, key);
    }
    return Promise.allSettled(this.queues.values());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private later(place: 'local' | 'remote', key: string, after: number): void {
    const name = `${place} ${key}`;
    // The first change starts the clock; later ones ride along, so that steady typing is saved too.
    if (this.timers.has(name)) return;
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        this.store(place, key);
      }, after),
    );
  }

  private store(place: 'local' | 'remote', key: string): void {
    this.enqueue(place, key, () => {
      const draft = this.drafts.get(key);
      return draft ? this.options[place].save(draft) : Promise.resolve();
    });
  }

  private enqueue(place: 'local' | 'remote', key: string, write: () => Promise<unknown>): void {
    const name = `${place} ${key}`;
    const next = (this.queues.get(name) ?? Promise.resolve()).then(write).catch(() => {});
    this.queues.set(name, next);
    void next.then(() => this.queues.get(name) === next && this.queues.delete(name));
  }

  private cancelTimer(place: 'local' | 'remote', key: string): void {
    clearTimeout(this.timers.get(`${place} ${key}`));
    this.timers.delete(`${place} ${key}`);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
