import { Cell } from './cell';

/** What a notice says, as an id with its values: the store knows no language. */
export interface NoticeText {
  readonly id: string;
  readonly values?: Record<string, string | number>;
  readonly error?: unknown;
  readonly fields?: readonly string[];
  readonly current?: unknown;
  readonly entity?: unknown;
}

export interface Notice {
  readonly id: string;
  readonly tone: 'done' | 'error';
  readonly text: NoticeText;
  readonly action?: { readonly id: string; readonly run: () => void };
  readonly undo?: { readonly id: string; readonly until: number };
}

/** As long as it takes to read a refusal. */
const readIn = 3000;

/** At most three at a time: more would be a log, which is what the time line is for. */
export class Notices extends Cell<readonly Notice[]> {
  private readonly shownAt = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {
    super([]);
  }

  show(notice: Notice): void {
    this.shownAt.set(notice.id, this.now());
    this.update((all) => [...all.filter(({ id }) => id !== notice.id), notice].slice(-3));
  }

  /** Another place is gone to: what failed belongs to the last one, but a refusal may come just when the agent goes on. */
  leave(): void {
    this.update((all) => all.filter(({ id, tone }) => tone !== 'error' || this.now() - (this.shownAt.get(id) ?? 0) < readIn));
  }

  dismiss(id: string): void {
    this.update((all) => (all.some((notice) => notice.id === id) ? all.filter((notice) => notice.id !== id) : all));
  }
}

export const notices = new Notices();
