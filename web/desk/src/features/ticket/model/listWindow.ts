/** Rows of a list, newest first, and what waits to be let in while a person looks at it. */
export interface ListWindow {
  readonly ids: readonly number[];
  readonly entering: readonly number[];
  readonly leaving: readonly number[];
  readonly held: boolean;
}

export const emptyWindow: ListWindow = { ids: [], entering: [], leaving: [], held: false };

/** Descending by id, which is the order of numbers; found by halving, since lists are long and arrivals many. */
export function insert(ids: readonly number[], id: number): readonly number[] {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! > id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? ids : [...ids.slice(0, low), id, ...ids.slice(low)];
}

export function append(window: ListWindow, page: readonly number[]): ListWindow {
  const known = new Set(window.ids);
  return { ...window, ids: [...window.ids, ...page.filter((id) => !known.has(id))] };
}

/** `own` enters at once even while held: a person who takes something back expects to see it. */
export function enter(window: ListWindow, id: number, own = false): ListWindow {
  const leaving = window.leaving.filter((other) => other !== id);
  if (window.ids.includes(id)) return leaving.length === window.leaving.length ? window : { ...window, leaving };
  if (!window.held || own) return { ...window, ids: insert(window.ids, id), entering: window.entering.filter((other) => other !== id), leaving };
  return window.entering.includes(id) ? window : { ...window, entering: [...window.entering, id], leaving };
}

/** `own` leaves at once even while held: a person who solves a ticket expects it to go. */
export function leave(window: ListWindow, id: number, own: boolean): ListWindow {
  const entering = window.entering.filter((other) => other !== id);
  if (!window.ids.includes(id)) return { ...window, entering };
  if (window.held && !own) return { ...window, entering, leaving: window.leaving.includes(id) ? window.leaving : [...window.leaving, id] };
  return { ...window, entering, ids: window.ids.filter((other) => other !== id) };
}

export function apply(window: ListWindow): ListWindow {
  const gone = new Set(window.leaving);
  return {
    ...window,
    ids: window.entering.reduce(
      insert,
      window.ids.filter((id) => !gone.has(id)),
    ),
    entering: [],
    leaving: [],
  };
}

/** The list as it has been read anew; while it is held, what that changes waits as if the stream had told it. */
export function renew(window: ListWindow, fresh: readonly number[], complete: boolean): ListWindow {
  if (!window.held || !window.ids.length) return { ...emptyWindow, held: window.held, ids: fresh };
  const now = new Set(fresh);
  const known = new Set(window.ids);
  const oldest = fresh.at(-1) ?? 0;
  return {
    ...window,
    entering: fresh.filter((id) => !known.has(id)),
    leaving: window.ids.filter((id) => (complete || id >= oldest) && !now.has(id)),
  };
}

/** Letting go shows at once what came meanwhile: nobody points at the list any more. */
export function hold(window: ListWindow, held: boolean): ListWindow {
  if (held === window.held) return window;
  return held ? { ...window, held } : apply({ ...window, held });
}

/** The row to look at when `id` has gone: the one that follows, else the one before. */
export function neighbour(ids: readonly number[], id: number, step: 1 | -1): number | null {
  const at = ids.indexOf(id);
  if (at < 0) return ids[0] ?? null;
  return ids[at + step] ?? (step === 1 ? (ids[at - 1] ?? null) : null);
}
