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

/** At most three at a time: more would be a log, which is what the time line is for. */
export class Notices extends Cell<readonly Notice[]> {
  constructor() {
    super([]);
  }

  show(notice: Notice): void {
    this.update((all) => [...all.filter(({ id }) => id !== notice.id), notice].slice(-3));
  }

  dismiss(id: string): void {
    this.update((all) => (all.some((notice) => notice.id === id) ? all.filter((notice) => notice.id !== id) : all));
  }
}

export const notices = new Notices();
