import { isTemporary } from '../api/problems';
import type { Attachment, Mode } from '../api/types';
import { backoff } from '../live/backoff';
import { holds, type Seen, together } from './seen';

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
  readonly seen?: Seen;
}

/** What one tab says to the others of a draft, or of its end. */
interface News {
  readonly key: string;
  readonly draft: LocalDraft | undefined;
  readonly seen: Seen;
}

export type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

type Place = 'local' | 'remote';

export interface DraftPlace {
  save(draft: LocalDraft): Promise<unknown>;
  remove(ticketId: number, mode: Mode): Promise<unknown>;
}

interface Options {
  local: DraftPlace & { all(): Promise<LocalDraft[]> };
  remote: DraftPlace;
  /** Nothing is being written to the ticket any more, here or in another tab. */
  ended?: (ticketId: number) => void;
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
  return withAll(first, second, first.bodyHtml + second.bodyHtml);
}

function withAll(first: DraftContent, second: DraftContent, bodyHtml: string): DraftContent {
  const known = new Set(first.attachments.map(({ id }) => id));
  return {
    bodyHtml,
    cc: [...new Set([...first.cc, ...second.cc])],
    attachments: [...first.attachments, ...second.attachments.filter(({ id }) => !known.has(id))],
  };
}

/**
 * What two tabs wrote at once, the same in whichever of them it is put together. What both hold stands there once: else texts that
 * are joined while both go on would double each time.
 */
export function united(one: LocalDraft, other: LocalDraft): LocalDraft {
  const ordered = one.at - other.at || (one.bodyHtml < other.bodyHtml ? -1 : 1);
  const [first, second] = ordered < 0 ? [one, other] : [other, one];
  const both = (bodyHtml: string) => ({ ...second, ...withAll(first, second, bodyHtml) });
  const begins = (text: string, longer: string) => longer.startsWith(text.replace(/(<\/\w+>)+$/, ''));
  if (begins(first.bodyHtml, second.bodyHtml)) return both(second.bodyHtml);
  if (begins(second.bodyHtml, first.bodyHtml)) return both(first.bodyHtml);
  const held = new Set(blocks(first.bodyHtml));
  const others = blocks(second.bodyHtml).filter((block) => !held.has(block));
  return both(first.bodyHtml + others.join(''));
}

function blocks(html: string): string[] {
  return html.split(/(?<=<\/\w+>)(?=<(?:p|ul|ol|blockquote)\b)/);
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
  /** Kept beyond the end of a draft: what was sent must not come back from a tab that had not heard of it. */
  private readonly seen = new Map<string, Seen>();
  private readonly untold = new Set<string>();
  private readonly tab = crypto.randomUUID().slice(0, 8);
  private channel: Channel | null = null;
  private readonly listeners = new Set<() => void>();

  /** How often anything was written or discarded here. */
  changes = 0;

  constructor(private readonly options: Options) {}

  /** From now on this tab and the others on the channel, all of one person, tell one another what they do to a draft. */
  meet(channel: Channel): void {
    this.channel = channel;
    channel.onmessage = ({ data }: MessageEvent<News>) => this.hear(data);
  }

  async hydrate(): Promise<void> {
    for (const draft of await this.options.local.all().catch(() => [])) {
      const known = this.drafts.get(draft.key);
      if (this.turns.has(draft.key) || (known && known.at >= draft.at)) continue;
      this.drafts.set(draft.key, { ...draft, seen: this.saw(draft.key, draft.seen ?? {}) });
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
    const seen = this.turned(key);
    this.drafts.set(key, { bodyHtml, cc, attachments, key, ticketId, mode, at: (this.options.now ?? Date.now)(), unsaved: true, seen });
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
    this.drafts.set(key, { ...content, key, ticketId, mode, at, seen: this.saw(key, { server: at }) });
    this.later('local', key, 0);
    this.tell();
    return true;
  }

  discard(ticketId: number, mode: Mode): void {
    const key = draftKey(ticketId, mode);
    this.turned(key);
    this.end(key);
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

  private end(key: string): void {
    this.drafts.delete(key);
    const ticketId = Number.parseInt(key, 10);
    if (!this.has(ticketId)) this.options.ended?.(ticketId);
  }

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
    // Not after it is written: by then the page may be gone.
    if (place === 'local' && this.untold.delete(key)) this.say(key);
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

  private say(key: string): void {
    this.channel?.postMessage({ key, draft: this.drafts.get(key), seen: this.seen.get(key) ?? {} } satisfies News);
  }

  /**
   * Of two texts the one that builds upon the other stays; of two that were written at once both do, and words rather than an end.
   * Only what was put together here is told again, and never to whoever has it: so the tabs come to rest.
   */
  private hear({ key, draft: theirs, seen: told }: News): void {
    const known = this.seen.get(key) ?? {};
    if (holds(known, told)) return;
    const apart = !holds(told, known);
    const mine = apart ? this.drafts.get(key) : undefined;
    const kept = mine && theirs ? united(mine, theirs) : (mine ?? theirs);
    const seen = this.saw(key, told);
    this.turns.set(key, (this.turns.get(key) ?? 0) + 1);
    if (kept) this.drafts.set(key, { ...kept, unsaved: mine !== undefined || kept.unsaved === true, seen });
    else {
      this.end(key);
      this.cancelTimer('remote', key);
    }
    if (apart) this.untold.add(key);
    this.later('local', key, 0);
    // What this tab has under way to the server may arrive there after what the other has done.
    if (mine) this.later('remote', key, this.options.remoteAfter ?? 1500);
    else if (this.queues.has(`remote ${key}`)) this.store('remote', key);
    this.tell();
  }

  private saw(key: string, more: Seen): Seen {
    const seen = together(this.seen.get(key) ?? {}, more);
    this.seen.set(key, seen);
    return seen;
  }

  private turned(key: string): Seen {
    this.changes++;
    this.turns.set(key, (this.turns.get(key) ?? 0) + 1);
    this.untold.add(key);
    return this.saw(key, { [this.tab]: (this.seen.get(key)?.[this.tab] ?? 0) + 1 });
  }

  private cancelTimer(place: Place, key: string): void {
    clearTimeout(this.timers.get(`${place} ${key}`));
    this.timers.delete(`${place} ${key}`);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
