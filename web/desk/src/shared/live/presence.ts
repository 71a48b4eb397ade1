interface Options {
  tell(state: 'viewing' | 'typing'): Promise<unknown>;
  leave(): Promise<unknown>;
  every?: number;
}

/** Says every 10 s that we look at a ticket, at once when that becomes typing, and that we left. The server forgets after 30 s. */
export class Presence {
  private timer: ReturnType<typeof setInterval> | null = null;
  private typedAt = 0;
  private state: 'viewing' | 'typing' = 'viewing';
  private readonly underWay = new Set<Promise<unknown>>();
  private told = false;

  constructor(
    private readonly options: Options,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    this.tell();
    this.timer = setInterval(() => this.tell(), this.options.every ?? 10_000);
  }

  typing(): void {
    this.typedAt = this.now();
    if (this.state === 'viewing') this.tell();
  }

  /** What was being written is sent, or thrown away. */
  rested(): void {
    this.typedAt = 0;
    if (this.state === 'typing') this.tell();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    // Who only passed by has nothing to take back.
    if (!this.told) return;
    // A word that is still under way must not arrive after the farewell: it would stand for half a minute.
    void Promise.all(this.underWay).then(() => this.leave());
  }

  /** At once, for a page that goes and waits for nothing. */
  leave(): void {
    if (this.told) void this.options.leave().catch(() => {});
  }

  private tell(): void {
    this.told = true;
    this.state = this.typedAt && this.now() - this.typedAt < 10_000 ? 'typing' : 'viewing';
    // Presence is worth nothing when late: a lost heartbeat is not sent again.
    const word: Promise<unknown> = this.options
      .tell(this.state)
      .catch(() => {})
      .finally(() => this.underWay.delete(word));
    this.underWay.add(word);
  }
}
