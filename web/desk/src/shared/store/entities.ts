import { useSyncExternalStore } from 'react';

export interface Versioned {
  readonly id: number;
  readonly version: number;
}

interface Overlay<T> {
  readonly key: string;
  readonly patch: Partial<T>;
}

/** So many are kept whoever uses them; rows are small, and the last few lists should be there at once. */
const roomy = 3000;

/**
 * The one place where an entity lives in the browser. What the server said is kept apart from what we hope for:
 * an optimistic change is an overlay, and taking it away is its inverse, whatever arrived in between.
 */
export class Entities<T extends Versioned> {
  private readonly base = new Map<number, T>();
  private readonly overlays = new Map<number, Overlay<T>[]>();
  private readonly shown = new Map<number, T>();
  private readonly listeners = new Map<number, Set<() => void>>();
  private readonly users: (() => Iterable<number>)[] = [];
  private evictAt: number;

  constructor(private readonly room = roomy) {
    this.evictAt = room;
  }

  get = (id: number): T | undefined => this.shown.get(id);

  /** What the server last said, without our hopes. */
  confirmed(id: number): T | undefined {
    return this.base.get(id);
  }

  /** Takes an entity unless we already know a newer one. Rows carry fewer fields than single reads: they add up. */
  put(entity: T): void {
    const known = this.base.get(entity.id);
    if (known && known.version > entity.version) return;
    // Written last is used last: what is old stands first.
    this.base.delete(entity.id);
    this.base.set(entity.id, { ...known, ...entity });
    this.show(entity.id);
    if (this.base.size > this.evictAt) this.evict();
  }

  /** Names what a screen uses though it does not draw it just now: rows that are scrolled away. */
  keep(used: () => Iterable<number>): void {
    this.users.push(used);
  }

  putAll(entities: readonly T[]): void {
    for (const entity of entities) this.put(entity);
  }

  /** Applies a patch from the stream. `false` when it does not follow on what we know and the entity must be read. */
  patch(id: number, version: number, patch: Partial<T> | null): boolean {
    const known = this.base.get(id);
    if (!known) return true;
    if (known.version >= version) return true;
    if (!patch) return false;
    this.base.set(id, { ...known, ...patch, id, version });
    this.show(id);
    return true;
  }

  overlay(id: number, key: string, patch: Partial<T>): void {
    this.overlays.set(id, [...(this.overlays.get(id) ?? []).filter((overlay) => overlay.key !== key), { key, patch }]);
    this.show(id);
  }

  lift(id: number, key: string): void {
    const left = (this.overlays.get(id) ?? []).filter((overlay) => overlay.key !== key);
    if (left.length) this.overlays.set(id, left);
    else this.overlays.delete(id);
    this.show(id);
  }

  forget(id: number): void {
    this.base.delete(id);
    this.overlays.delete(id);
    this.show(id);
  }

  subscribe(id: number, listener: () => void): () => void {
    const set = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, set.add(listener));
    return () => {
      set.delete(listener);
      if (!set.size) this.listeners.delete(id);
    };
  }

  /** Forgets the oldest that no screen uses, down to the room there is; when all are used, it looks again after as many more. */
  private evict(): void {
    const used = new Set([...this.overlays.keys(), ...this.listeners.keys(), ...this.users.flatMap((of) => [...of()])]);
    let surplus = this.base.size - this.room;
    for (const id of [...this.base.keys()].slice(0, -1)) {
      if (surplus <= 0) break;
      if (used.has(id)) continue;
      surplus--;
      this.forget(id);
    }
    this.evictAt = Math.max(this.room, this.base.size) + Math.ceil(this.room / 10);
  }

  private show(id: number): void {
    const base = this.base.get(id);
    if (base) this.shown.set(id, Object.assign({}, base, ...(this.overlays.get(id) ?? []).map(({ patch }) => patch)) as T);
    else this.shown.delete(id);
    for (const listener of [...(this.listeners.get(id) ?? [])]) listener();
  }
}

export function useEntity<T extends Versioned>(entities: Entities<T>, id: number | null): T | undefined {
  return useSyncExternalStore(
    (listener) => (id === null ? () => {} : entities.subscribe(id, listener)),
    () => (id === null ? undefined : entities.get(id)),
  );
}
