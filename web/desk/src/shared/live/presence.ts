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

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    void this.options.leave().catch(() => {});
  }

  private tell(): void {
    this.state = this.typedAt && this.now() - this.typedAt < 10_000 ? 'typing' : 'viewing';
    // Presence is worth nothing when late: a lost heartbeat is not sent again.
    void this.options.tell(this.state).catch(() => {});
  }
}
