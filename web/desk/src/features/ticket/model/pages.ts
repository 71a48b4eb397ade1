interface Identified {
  readonly id: number;
}

export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

export interface Pages<T> {
  readonly pages: Page<T>[];
  readonly pageParams: (string | null)[];
}

/** Reads newest first, only as far as what is known already: whatever is behind it has not changed. */
export async function upToKnown<T extends Identified>(known: readonly T[], read: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const fresh: T[] = [];
  let next: string | null = null;
  do {
    const page: Page<T> = await read(next);
    fresh.push(...page.items);
    const oldest = page.items.at(-1);
    const at = known.findIndex(({ id }) => id === oldest?.id);
    if (at >= 0) return [...fresh, ...known.slice(at + 1)];
    next = page.next;
  } while (next);
  return fresh;
}

/** The newest page in the place of the newest known ones; the older pages stay, unless there is a gap before them. */
export function withNewest<T extends Identified>(known: Pages<T>, fresh: Page<T>): Pages<T> {
  const oldest = fresh.items.at(-1);
  const at = known.pages.findIndex(({ items }) => items.some(({ id }) => id === oldest?.id));
  const page = known.pages[at];
  if (!page || !oldest || !fresh.next) return { pages: [fresh], pageParams: [null] };
  const behind = page.items.slice(page.items.findIndex(({ id }) => id === oldest.id) + 1);
  return {
    pages: [{ items: [...fresh.items, ...behind], next: page.next }, ...known.pages.slice(at + 1)],
    pageParams: [null, ...known.pageParams.slice(at + 1)],
  };
}

/** Calls that come while one runs are one call after it: its answer may be older than they are. */
export function oneAtATime(run: (id: number) => Promise<unknown>): (id: number) => Promise<void> {
  const running = new Map<number, { again: boolean }>();
  return async (id) => {
    const now = running.get(id);
    if (now) {
      now.again = true;
      return;
    }
    const turn = { again: true };
    running.set(id, turn);
    try {
      while (turn.again) {
        turn.again = false;
        await run(id);
      }
    } finally {
      running.delete(id);
    }
  };
}
