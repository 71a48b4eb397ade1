import { database } from './database';
import { type Letter, Outbox } from './outbox';

interface Kind {
  send(args: never, letter: Letter): Promise<unknown>;
  /** Called for letters of an earlier page, whose caller is gone. */
  settled?(args: never, error: unknown): void;
}

const kinds = new Map<string, Kind>();

export function registerLetters<A>(
  name: string,
  kind: { send(args: A, letter: Letter): Promise<unknown>; settled?(args: A, error: unknown): void },
): void {
  kinds.set(name, kind as unknown as Kind);
}

export const outbox = new Outbox({
  shelf: {
    put: async (letter) => void (await (await database()).put('outbox', letter)),
    remove: async (id) => (await database()).delete('outbox', id),
    all: async () => (await database()).getAll('outbox'),
  },
  send: (letter) => {
    const kind = kinds.get(letter.name);
    return kind ? kind.send(letter.args as never, letter) : Promise.resolve();
  },
});

export function resumeOutbox(): Promise<void> {
  return outbox.resume((letter, error) => kinds.get(letter.name)?.settled?.(letter.args as never, error));
}
