import { isSignedOut, isTemporary } from '../api/problems';
import { backoff } from '../live/backoff';

export interface Letter {
  readonly id: string;
  /** Name of the mutation, by which a letter found after a reload is sent again. */
  readonly name: string;
  /** Letters of one lane leave in order, one at a time: a later change of a ticket must not overtake an earlier one. */
  readonly lane: string;
  readonly args: unknown;
}

export interface Shelf {
  put(letter: Letter): Promise<void>;
  remove(id: string): Promise<void>;
  all(): Promise<Letter[]>;
}

interface Options {
  shelf: Shelf;
  send(letter: Letter): Promise<unknown>;
  wait?: (ms: number) => Promise<void>;
}

/** Writes leave from here: kept on a shelf until answered, tried again while nobody answers, given back when refused. */
export class Outbox {
  private readonly lanes = new Map<string, Promise<unknown>>();
  private readonly cancelled = new Set<string>();
  private readonly wakers = new Map<string, () => void>();
  private waiting = 0;

  constructor(private readonly options: Options) {}

  get size(): number {
    return this.waiting;
  }

  post(letter: Letter): Promise<unknown> {
    this.waiting++;
    const shelved = this.options.shelf.put(letter).catch(() => {});
    const before = this.lanes.get(letter.lane) ?? Promise.resolve();
    const answer = before.catch(() => {}).then(() => this.deliver(letter));
    const tidyUp = async (): Promise<void> => {
      this.waiting--;
      this.cancelled.delete(letter.id);
      await shelved;
      await this.options.shelf.remove(letter.id).catch(() => {});
    };
    const done = answer.then(
      async (said) => {
        await tidyUp();
        return said;
      },
      async (error: unknown) => {
        // It stays on the shelf until its agent has signed in again.
        if (isSignedOut(error)) this.waiting--;
        else await tidyUp();
        throw error;
      },
    );
    this.lanes.set(letter.lane, done);
    const tidy = () => {
      if (this.lanes.get(letter.lane) === done) this.lanes.delete(letter.lane);
    };
    done.then(tidy, tidy);
    return done;
  }

  /** A letter that has not been answered yet is not tried again. */
  cancel(id: string): void {
    this.cancelled.add(id);
    this.wakers.get(id)?.();
  }

  /** What an earlier page could not send any more. */
  async resume(onSettled: (letter: Letter, error: unknown) => void): Promise<void> {
    for (const letter of await this.options.shelf.all().catch(() => [])) {
      this.post(letter).then(
        () => onSettled(letter, null),
        (error: unknown) => onSettled(letter, error),
      );
    }
  }

  private async deliver(letter: Letter): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      if (this.cancelled.delete(letter.id)) throw new Cancelled();
      try {
        return await this.options.send(letter);
      } catch (error) {
        if (!isTemporary(error)) throw error;
        await this.rest(letter.id, backoff(attempt));
      }
    }
  }

  /** Whoever takes a letter back does not wait for its next attempt. */
  private async rest(id: string, milliseconds: number): Promise<void> {
    if (this.cancelled.has(id)) return;
    const woken = new Promise<void>((resolve) => this.wakers.set(id, resolve));
    await Promise.race([woken, (this.options.wait ?? pause)(milliseconds)]);
    this.wakers.delete(id);
  }
}

export class Cancelled extends Error {}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
