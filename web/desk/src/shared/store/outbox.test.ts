import { describe, expect, test } from 'vitest';
import { Refused, Unreachable } from '../api/problems';
import { Cancelled, type Letter, Outbox, type Shelf } from './outbox';

class Memory implements Shelf {
  readonly letters = new Map<string, Letter>();
  put = async (letter: Letter): Promise<void> => void this.letters.set(letter.id, letter);
  remove = async (id: string): Promise<void> => void this.letters.delete(id);
  all = async (): Promise<Letter[]> => [...this.letters.values()];
}

const letter = (id: string, lane = 'ticket/1'): Letter => ({ id, name: 'test', lane, args: id });
const refused = (status: number, code: string) => new Refused({ type: 'about:blank', title: code, status, code });

function outbox(send: (letter: Letter) => Promise<unknown>) {
  const shelf = new Memory();
  const waits: number[] = [];
  return { shelf, waits, box: new Outbox({ shelf, send, wait: async (ms) => void waits.push(ms) }) };
}

describe('order', () => {
  test('one lane leaves one at a time, in order', async () => {
    const log: string[] = [];
    const { box } = outbox(async ({ id }) => {
      log.push(`${id} begins`);
      await Promise.resolve();
      log.push(`${id} ends`);
    });
    await Promise.all([box.post(letter('a')), box.post(letter('b'))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  test('a refused letter does not hold up the next', async () => {
    const { box } = outbox(async ({ id }) => {
      if (id === 'a') throw refused(422, 'invalid');
      return 'sent';
    });
    const first = box.post(letter('a'));
    const second = box.post(letter('b'));
    await expect(first).rejects.toThrow();
    await expect(second).resolves.toBe('sent');
  });

  test('other lanes do not wait', async () => {
    const never = new Promise(() => {});
    const { box } = outbox(({ lane }) => (lane === 'ticket/1' ? never : Promise.resolve('sent')));
    void box.post(letter('a'));
    await expect(box.post(letter('b', 'ticket/2'))).resolves.toBe('sent');
  });
});

test('what nobody may send any more waits on the shelf until its agent has signed in again', async () => {
  let signedIn = false;
  const { box, shelf } = outbox(async () => {
    if (!signedIn) throw refused(401, 'not-signed-in');
  });
  await expect(box.post(letter('a'))).rejects.toThrow();
  expect([...shelf.letters.keys()]).toEqual(['a']);
  expect(box.size).toBe(0);
  signedIn = true;
  await new Promise<void>((done) => void box.resume(() => done()));
  expect(shelf.letters.size).toBe(0);
});

describe('trying again', () => {
  test('while nobody answers, and while the server restarts', async () => {
    const failures: unknown[] = [new Unreachable(null), refused(503, 'unavailable'), new Unreachable(null)];
    const { box, waits } = outbox(async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return 'sent';
    });
    await expect(box.post(letter('a'))).resolves.toBe('sent');
    expect(waits).toHaveLength(3);
  });

  test('a refusal is final', async () => {
    const { box, waits } = outbox(() => Promise.reject(refused(409, 'closed')));
    await expect(box.post(letter('a'))).rejects.toMatchObject({ code: 'closed' });
    expect(waits).toHaveLength(0);
  });

  test('a cancelled letter is not tried again', async () => {
    const { box } = outbox(async ({ id }) => {
      box.cancel(id);
      throw new Unreachable(null);
    });
    await expect(box.post(letter('a'))).rejects.toBeInstanceOf(Cancelled);
  });

  test('a letter that waits for its next attempt is given back at once', async () => {
    const shelf = new Memory();
    let waiting = () => {};
    const rests = new Promise<void>((resolve) => (waiting = resolve));
    const wait = () => {
      waiting();
      return new Promise<void>(() => {});
    };
    const box = new Outbox({ shelf, send: () => Promise.reject(new Unreachable(null)), wait });
    const sent = box.post(letter('a'));
    await rests;
    box.cancel('a');
    await expect(sent).rejects.toBeInstanceOf(Cancelled);
    expect(shelf.letters.size).toBe(0);
  });
});

describe('the shelf', () => {
  test('keeps a letter until it is answered', async () => {
    let answer = (_: unknown) => {};
    const { box, shelf } = outbox(() => new Promise((resolve) => (answer = resolve)));
    const sent = box.post(letter('a'));
    await Promise.resolve();
    await Promise.resolve();
    expect(shelf.letters.size).toBe(1);
    answer('sent');
    await sent;
    expect(shelf.letters.size).toBe(0);
    expect(box.size).toBe(0);
  });

  test('what an earlier page left is sent and told', async () => {
    const { box, shelf } = outbox(async ({ id }) => {
      if (id === 'b') throw refused(422, 'invalid');
    });
    await shelf.put(letter('a'));
    await shelf.put(letter('b', 'ticket/2'));
    const told: [string, boolean][] = [];
    await new Promise<void>((resolve) => {
      void box.resume((one, error) => {
        told.push([one.id, error !== null]);
        if (told.length === 2) resolve();
      });
    });
    expect(told.sort()).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });
});
