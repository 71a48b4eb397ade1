import { api, data } from '@/shared/api/client';
import type { ViewKey } from '@/shared/api/types';
import { Cell } from '@/shared/store/cell';
import { tickets } from '@/shared/store/tickets';
import { fetchTicket } from './api';
import { Arrivals } from './model/arrivals';
import { append, apply, emptyWindow, enter, hold, type ListWindow, leave } from './model/listWindow';

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
    await this.page(next, (window, ids) => append(window, ids));
  };

  /** After a gap in the stream: the first page again, and what is behind it as it is scrolled to. */
  async refresh(): Promise<void> {
    await this.page(null, (window, ids) => ({ ...emptyWindow, held: window.held, ids }));
  }

  async enter(id: number): Promise<void> {
    this.coming.add(id);
    if (!tickets.get(id)) await this.arrivals.read(id);
    if (!this.coming.delete(id) || !tickets.get(id)) return;
    const { next, window } = this.get();
    const last = window.ids.at(-1);
    // What sorts behind the loaded part comes with its page.
    if (next && last !== undefined && id < last) return;
    this.change((now) => enter(now, id));
  }

  leave(id: number, own: boolean): void {
    this.coming.delete(id);
    this.change((window) => leave(window, id, own));
  }

  hold = (held: boolean): void => this.change((window) => hold(window, held));

  apply = (): void => this.change(apply);

  private change(step: (window: ListWindow) => ListWindow): void {
    this.update((state) => {
      const window = step(state.window);
      return window === state.window ? state : { ...state, window };
    });
  }

  private read(query: { limit: number; after?: string }) {
    return data(api.GET('/api/v1/tickets', { params: { query: { view: this.view, ...query } } }));
  }

  private async page(after: string | null, join: (window: ListWindow, ids: number[]) => ListWindow): Promise<void> {
    const generation = ++this.generation;
    this.update((state) => ({ ...state, loading: true, error: null }));
    try {
      const page = await this.read({ limit: 100, ...(after ? { after } : {}) });
      if (generation !== this.generation) return;
      tickets.putAll(page.items);
      this.update((state) => ({
        ...state,
        window: join(
          state.window,
          page.items.map(({ id }) => id),
        ),
        next: page.next,
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

export function allLists(): TicketList[] {
  return [...lists.values()];
}
