import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LocalDraft } from './drafts';
import type { Letter } from './outbox';

interface Schema extends DBSchema {
  drafts: { key: string; value: LocalDraft };
  outbox: { key: string; value: Letter };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/** One database per agent: on a shared computer nobody finds another's draft. */
let owner = 'nobody';

export function openFor(agent: number): void {
  owner = String(agent);
  opened = null;
}

export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(`rapport-${owner}`, 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'key' });
      db.createObjectStore('outbox', { keyPath: 'id' });
    },
  });
  return opened;
}
