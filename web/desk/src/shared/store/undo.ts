export interface Step {
  readonly id: string;
  readonly undo: () => unknown;
  /** Milliseconds since the epoch; undo-send has an end, a status change has none that matters. */
  readonly until: number;
}

/** What Z takes back: the newest step that is still open. */
export class UndoStack {
  private steps: Step[] = [];

  constructor(
    private readonly now: () => number = Date.now,
    private readonly depth = 20,
  ) {}

  push(step: Step): void {
    this.steps = [...this.steps.filter(({ id }) => id !== step.id), step].slice(-this.depth);
  }

  drop(id: string): void {
    this.steps = this.steps.filter((step) => step.id !== id);
  }

  /** Takes back one step: the named one, or else the newest. `null` when there is nothing to take back. */
  undo(id?: string): Step | null {
    const open = this.steps.filter((step) => step.until > this.now());
    const step = id ? open.find((candidate) => candidate.id === id) : open.at(-1);
    this.steps = open.filter((candidate) => candidate !== step);
    if (!step) return null;
    step.undo();
    return step;
  }
}

export const undoStack = new UndoStack();
