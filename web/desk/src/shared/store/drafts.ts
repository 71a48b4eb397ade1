import { isTemporary } from '../api/problems';
import type { Attachment, Mode } from '../api/types';
import { backoff } from '../live/backoff';

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
  /** The server has not said yes to it yet; after a sign-in or a crash it is told again. */
  readonly unsaved?: boolean;
}

type Place = 'local' | 'remote';

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

/** A text that comes back stands before what has been begun since: neither is lost, and both are seen. */
export function joined(first: DraftContent, second: DraftContent | undefined): DraftContent {
  if (!second || isEmpty(second) || second.bodyHtml === first.bodyHtml) return first;
  const known = new Set(first.attachments.map(({ id }) => id));
  return {
    bodyHtml: first.bodyHtml + second.bodyHtml,
    cc: [...new Set([...first.cc, ...second.cc])],
    attachments: [...first.attachments, ...second.attachments.filter(({ id }) => !known.has(id))],
  };
}

/**
 * Drafts per ticket and mode: in memory at once, in the browser's database within 400 ms, on the server within 1.5 s.
 * Writes of one place and draft go one after the other, so that a delete cannot overtake a save; each brings its place in step
 * with what is in memory by then, and is tried again while nobody answers.
 */
export class Drafts {
  private readonly drafts = new Map<string, LocalDraft>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly attempts = new Map<string, number>();
  private readonly turns = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  /** How often anything was written or discarded here. */
  changes = 0;

  constructor(private readonly options: Options) {}

  async hydrate(): Promise<void> {
    for (const draft of await this.options.local.all().catch(() => [])) {
      const known = this.drafts.get(draft.key);
      if (this.turns.has(draft.key) || (known && known.at >= draft.at)) continue;
      this.drafts.set(draft.key, draft);
      if (draft.unsaved) this.later('remote', draft.key, this.options.remoteAfter ?? 1500);
    }
    this.tell();
  }

  get = (ticketId: number, mode: Mode): LocalDraft | undefined => this.drafts.get(draftKey(ticketId, mode));

  has(ticketId: number): boolean {
    return (['reply', 'note'] as const).some((mode) => this.drafts.has(draftKey(ticketId, mode)));
  }

  /** Counts what happened here to a draft: whoever asks the server for it sees by this whether the answer is still wanted. */
  turn(ticketId: number, mode: Mode): number {
    return this.turns.get(draftKey(ticketId, mode)) ?? 0;
  }

  write(ticketId: number, mode: Mode, content: DraftContent): void {
    const key = draftKey(ticketId, mode);
    if (isEmpty(content)) {
      if (this.drafts.has(key)) this.discard(ticketId, mode);
      return;
    }
    const { bodyHtml, cc, attachments } = content;
    this.turned(key);
    this.drafts.set(key, { bodyHtml, cc, attachments, key, ticketId, mode, at: (this.options.now ?? Date.now)(), unsaved: true });
    this.later('local', key, this.options.localAfter ?? 400);
    this.later('remote', key, this.options.remoteAfter ?? 1500);
    this.tell();
  }

  /**
   * What the server kept from another device counts only if nothing newer is here, and nothing has happened here since `turn`:
   * a draft that was sent meanwhile must not come back.
   */
  adopt(ticketId: number, mode: Mode, content: DraftContent, at: number, turn = this.turn(ticketId, mode)): boolean {
    const key = draftKey(ticketId, mode);
    const known = this.drafts.get(key);
    const remote = `remote ${key}`;
    if (isEmpty(content) || (known && known.at >= at) || turn !== this.turn(ticketId, mode)) return false;
    // What is on its way there is newer than what came from there.
    if (!known && (this.queues.has(remote) || this.timers.has(remote))) return false;
    this.drafts.set(key, { ...content, key, ticketId, mode, at });
    this.later('local', key, 0);
    this.tell();
    return true;
  }

  discard(ticketId: number, mode: Mode): void {
    const key = draftKey(ticketId, mode);
    this.turned(key);
    this.drafts.delete(key);
    for (const place of ['local', 'remote'] as const) {
      this.cancelTimer(place, key);
      this.store(place, key);
    }
    this.tell();
  }

  /** Writes at once what still waits for its timer: the page may be gone in a moment. */
  flush(): Promise<unknown> {
    for (const name of [...this.timers.keys()]) {
      const [place, key] = name.split(' ') as [Place, string];
      this.cancelTimer(place, key);
      this.store(place, key);
    }
    return Promise.allSettled(this.queues.values());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private later(place: Place, key: string, after: number): void {
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

  private store(place: Place, key: string): void {
    const name = `${place} ${key}`;
    const next = (this.queues.get(name) ?? Promise.resolve()).then(async () => {
      try {
        await this.bringInStep(place, key);
        this.attempts.delete(name);
      } catch (error) {
        const attempt = this.attempts.get(name) ?? 0;
        this.attempts.set(name, attempt + 1);
        if (isTemporary(error)) this.later(place, key, backoff(attempt));
      }
    });
    this.queues.set(name, next);
    void next.then(() => this.queues.get(name) === next && this.queues.delete(name));
  }

  private async bringInStep(place: Place, key: string): Promise<void> {
    const draft = this.drafts.get(key);
    if (!draft) {
      const [ticketId, mode] = key.split('/') as [string, Mode];
      await this.options[place].remove(Number(ticketId), mode);
      return;
    }
    await this.options[place].save(draft);
    if (place === 'local' || !draft.unsaved || this.drafts.get(key) !== draft) return;
    this.drafts.set(key, { ...draft, unsaved: false });
    this.later('local', key, 0);
  }

  private turned(key: string): void {
    this.changes++;
    this.turns.set(key, (this.turns.get(key) ?? 0) + 1);
  }

  private cancelTimer(place: Place, key: string): void {
    clearTimeout(this.timers.get(`${place} ${key}`));
    this.timers.delete(`${place} ${key}`);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
