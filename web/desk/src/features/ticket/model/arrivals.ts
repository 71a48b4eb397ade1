interface Reads {
  readonly known: (id: number) => boolean;
  readonly one: (id: number) => Promise<unknown>;
  /** The newest of the list, which is where arrivals mostly are. */
  readonly newest: (limit: number) => Promise<unknown>;
  /** The list from its beginning, when too many came to be looked for. */
  readonly all: () => Promise<unknown>;
  readonly pause?: () => Promise<void>;
}

const most = 100;
const few = 20;
const quarterSecond = () => new Promise<void>((resolve) => setTimeout(resolve, 250));

/**
 * Reads the tickets that enter a list: one at once, and what comes within the next quarter of a second together, with one page. A rush
 * of mail costs the server a few requests a second for each open screen, not one for each mail and screen.
 */
export class Arrivals {
  private waiting = new Set<number>();
  private next: Promise<void> | null = null;
  private rest: Promise<void> = Promise.resolve();

  constructor(private readonly reads: Reads) {}

  /** Done when the ticket has been read, or could not be. */
  read(id: number): Promise<void> {
    this.waiting.add(id);
    this.next ??= this.turn();
    return this.next;
  }

  private async turn(): Promise<void> {
    await this.rest;
    const ids = [...this.waiting];
    this.waiting.clear();
    this.next = null;
    this.rest = (this.reads.pause ?? quarterSecond)();
    // Whatever arrived since they were told of stands above them.
    if (ids.length > 1) await this.reads.newest(Math.min(most, 2 * ids.length)).catch(() => {});
    const left = ids.filter((id) => !this.reads.known(id));
    if (left.length > few) await this.reads.all().catch(() => {});
    else await Promise.all(left.map((id) => this.reads.one(id).catch(() => {})));
  }
}
