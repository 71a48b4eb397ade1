import { api, data } from '@/shared/api/client';
import { isTemporary } from '@/shared/api/problems';
import type { ViewKey } from '@/shared/api/types';
import { backoff } from '@/shared/live/backoff';
import { Cell } from '@/shared/store/cell';
import { tickets } from '@/shared/store/tickets';
import { fetchTicket } from './api';
import { Arrivals } from './model/arrivals';
import { append, apply, emptyWindow, enter, hold, type ListWindow, leave, renew } from './model/listWindow';

type Join = (window: ListWindow, ids: readonly number[], complete: boolean) => ListWindow;

interface ListState {
  readonly window: ListWindow;
  readonly next: string | null;
  readonly loading: boolean;
  readonly loaded: boolean;
  readonly error: unknown;
}

/** The rows of one view: ids only, the tickets themselves live in the entity store. */
export class TicketList extends Cell<ListState> {
  private generation = 0;
  /** How many screens show it: only then the stream tells of it. */
  private shown = 0;
  private reading: Promise<void> | null = null;
  /** What the stream told while a page was on its way, which may be older. */
  private meanwhile: ((window: ListWindow) => ListWindow)[] = [];
  /** Told to have entered, and not left again while they are read. */
  private readonly coming = new Set<number>();
  private readonly arrivals = new Arrivals({
    known: (id) => tickets.get(id) !== undefined,
    one: fetchTicket,
    newest: async (limit) => tickets.putAll((await this.read({ limit })).items),
    all: () => this.refresh(),
  });

  constructor(readonly view: ViewKey) {
    super({ window: emptyWindow, next: null, loading: false, loaded: false, error: null });
  }

  load = async (): Promise<void> => {
    const { loading, loaded, next } = this.get();
    if (loading || (loaded && !next)) return;
    await this.page(undefined, append, next);
  };

  /** After a gap in the stream: the first page again, and what is behind it as it is scrolled to. */
  async refresh(): Promise<void> {
    await this.page(undefined, (window, ids) => ({ ...emptyWindow, held: window.held, ids }));
  }

  /** The stream tells of it from now on: what was read before may have missed something. Under a pointer nothing moves for that. */
  async validate(): Promise<void> {
    await this.reading;
    for (let attempt = 0; this.watched; attempt++) {
      await this.page(this.get().window.held ? this.get().window.ids.at(-1) : undefined, renew);
      if (!isTemporary(this.get().error)) return;
      await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
    }
  }

  /** From here to the call of the answer it is on a screen. */
  show(): () => void {
    this.shown++;
    if (!this.get().loaded) void this.load();
    return () => {
      this.shown--;
    };
  }

  get watched(): boolean {
    return this.shown > 0;
  }

  has(id: number): boolean {
    return this.get().window.ids.includes(id);
  }

  async enter(id: number, own = false): Promise<void> {
    this.coming.add(id);
    if (!tickets.get(id)) await this.arrivals.read(id);
    if (!this.coming.delete(id) || !tickets.get(id)) return;
    const { next, window } = this.get();
    const last = window.ids.at(-1);
    // What sorts behind the loaded part comes with its page.
    if (next && last !== undefined && id < last) return;
    this.change((now) => enter(now, id, own));
  }

  leave(id: number, own: boolean): void {
    this.coming.delete(id);
    this.change((window) => leave(window, id, own));
  }

  hold = (held: boolean): void => this.change((window) => hold(window, held));

  apply = (): void => this.change(apply);

  private change(step: (window: ListWindow) => ListWindow): void {
    if (this.reading) this.meanwhile.push(step);
    this.update((state) => {
      const window = step(state.window);
      return window === state.window ? state : { ...state, window };
    });
  }

  private read(query: { limit: number; after?: string }) {
    return data(api.GET('/api/v1/tickets', { params: { query: { view: this.view, ...query } } }));
  }

  private page(upTo: number | undefined, join: Join, after: string | null = null): Promise<void> {
    const done: Promise<void> = this.readPages(upTo, join, after).finally(() => {
      if (this.reading === done) this.reading = null;
    });
    this.reading = done;
    return done;
  }

  /** One page, or as many as it takes to come to the row `upTo`. */
  private async readPages(upTo: number | undefined, join: Join, after: string | null): Promise<void> {
    const generation = ++this.generation;
    this.meanwhile = [];
    this.update((state) => ({ ...state, loading: true, error: null }));
    try {
      const ids: number[] = [];
      let next = after;
      do {
        const page = await this.read({ limit: 100, ...(next ? { after: next } : {}) });
        if (generation !== this.generation) return;
        tickets.putAll(page.items);
        ids.push(...page.items.map(({ id }) => id));
        next = page.next;
      } while (next && upTo !== undefined && ids.at(-1)! > upTo);
      this.update((state) => ({
        ...state,
        window: this.meanwhile.reduce((window, step) => step(window), join(state.window, ids, next === null)),
        next,
        loading: false,
        loaded: true,
      }));
    } catch (error) {
      if (generation === this.generation) this.update((state) => ({ ...state, loading: false, error }));
    }
  }
}

const lists = new Map<ViewKey, TicketList>();

export function listOf(view: ViewKey): TicketList {
  const list = lists.get(view) ?? new TicketList(view);
  lists.set(view, list);
  return list;
}

tickets.keep(() => [...lists.values()].filter((list) => list.watched).flatMap(({ get }) => [...get().window.ids, ...get().window.entering]));

export function allLists(): TicketList[] {
  return [...lists.values()];
}
