import { Refused } from '../api/problems';
import type { Entities, Versioned } from './entities';
import { outbox, registerLetters } from './letters';
import { notices } from './notices';
import { undoStack } from './undo';

export interface Spec<T extends Versioned, A extends { id: number }> {
  readonly entities: Entities<T>;
  /** The request; `version` goes into If-Match where the operation knows it. */
  send(args: A, version: number): Promise<T>;
  patch(args: A, before: T): Partial<T>;
  /** The call that takes it back. Without one there is no Undo. */
  inverse?(args: A, before: T): () => void;
}

export interface Mutation<A> {
  readonly name: string;
  run(args: A, options?: { quiet?: boolean }): Promise<boolean>;
}

const undoWindow = 8000;
/** Our own answers, so that the second of two quick changes builds on the first and not on what we saw before both. */
const followed = new Map<string, number>();

function latest(lane: string, version: number): number {
  let now = version;
  for (let next = followed.get(`${lane}@${now}`); next !== undefined; next = followed.get(`${lane}@${now}`)) now = next;
  return now;
}

/** Which of the fields we want to change look different now from what the person saw. */
export function conflicts<T>(patch: Partial<T>, before: T, current: T): (keyof T)[] {
  const text = (value: unknown) => JSON.stringify(value ?? null);
  return (Object.keys(patch) as (keyof T)[]).filter(
    (field) => text(before[field]) !== text(current[field]) && text(patch[field]) !== text(current[field]),
  );
}

/** The one way in which the desk changes an entity: shown at once, sent in order, taken back by its inverse, honest when refused. */
export function mutation<T extends Versioned, A extends { id: number }>(name: string, spec: Spec<T, A>): Mutation<A> {
  type Sealed = { args: A; version: number; before: T };
  const lane = (id: number) => `${name.split('.')[0]}/${id}`;

  async function send({ args, version, before }: Sealed): Promise<T> {
    const from = latest(lane(args.id), version);
    try {
      const entity = await spec.send(args, from);
      if (entity.version > from) followed.set(`${lane(args.id)}@${from}`, entity.version);
      return entity;
    } catch (error) {
      const current = error instanceof Refused ? (error.current as T | undefined) : undefined;
      if (!current || conflicts(spec.patch(args, before), before, current).length) throw error;
      // Something else about it changed: nobody contradicts us, so we build on what is there now.
      return spec.send(args, current.version);
    }
  }

  function failed({ args, before }: Sealed, error: unknown): void {
    const current = error instanceof Refused ? (error.current as T | undefined) : undefined;
    if (current) spec.entities.put(current);
    const fields = current ? conflicts(spec.patch(args, before), before, current) : [];
    notices.show({
      id: `${name}/${args.id}`,
      tone: 'error',
      text: current ? { id: 'desk.conflict', fields: fields.map(String), current } : { id: 'desk.not-saved', error },
      action: { id: current ? 'desk.conflict.keep-mine' : 'desk.retry', run: () => void run(args) },
    });
  }

  async function run(args: A, { quiet = false }: { quiet?: boolean } = {}): Promise<boolean> {
    const before = spec.entities.get(args.id);
    const confirmed = spec.entities.confirmed(args.id);
    if (!before || !confirmed) return false;
    const key = crypto.randomUUID();
    const sealed: Sealed = { args, version: confirmed.version, before };
    spec.entities.overlay(args.id, key, spec.patch(args, before));
    const inverse = spec.inverse?.(args, before);
    if (inverse && !quiet) {
      const until = Date.now() + undoWindow;
      undoStack.push({ id: key, until, undo: inverse });
      notices.show({
        id: `${name}/${args.id}`,
        tone: 'done',
        text: { id: `${name}.done`, entity: spec.entities.get(args.id) },
        undo: { id: key, until },
      });
    }
    try {
      spec.entities.put((await outbox.post({ id: key, name, lane: lane(args.id), args: sealed })) as T);
      return true;
    } catch (error) {
      undoStack.drop(key);
      failed(sealed, error);
      return false;
    } finally {
      spec.entities.lift(args.id, key);
    }
  }

  registerLetters<Sealed>(name, { send, settled: (sealed, error) => error && failed(sealed, error) });
  return { name, run };
}
