import { useSyncExternalStore } from 'react';

/** One observable value: for what changes faster than React context should re-render. */
export class Cell<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.value));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Re-renders only when the selected part changes; `select` must answer with a stable value. */
export function useCell<T, S = T>(cell: Cell<T>, select: (value: T) => S = (value) => value as unknown as S): S {
  return useSyncExternalStore(cell.subscribe, () => select(cell.get()));
}
