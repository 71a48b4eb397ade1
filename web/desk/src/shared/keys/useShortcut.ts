import { useEffect, useRef } from 'react';
import { keys } from './registry';

/** `map` names every shortcut once; the help dialog shows the same list. */
export const map = {
  'ticket.next': ['j', 'ArrowDown'],
  'ticket.previous': ['k', 'ArrowUp'],
  'ticket.enter': ['Enter'],
  'ticket.leave': ['Escape'],
  'ticket.reply': ['r'],
  'ticket.note': ['n'],
  'ticket.assign': ['a'],
  'ticket.take': ['Shift+A'],
  'ticket.solve': ['e'],
  'ticket.snooze': ['s'],
  'ticket.priority': ['p'],
  'ticket.tags': ['t'],
  'ticket.move': ['v'],
  'ticket.unread': ['u'],
  'ticket.send': ['Mod+Enter'],
  'ticket.send-and-solve': ['Mod+Shift+Enter'],
  'ticket.switch-mode': ['Mod+Shift+M'],
  'desk.search': ['/'],
  'desk.undo': ['z'],
  'desk.views': ['['],
  'desk.context': [']'],
  'desk.go-inbox': ['g i'],
  'desk.go-admin': ['g a'],
  'desk.help': ['?'],
} as const satisfies Record<string, readonly string[]>;

const held: readonly string[] = ['ticket.next', 'ticket.previous'];

export type ShortcutId = keyof typeof map;

export function useShortcut(id: ShortcutId, run: (event: KeyboardEvent) => void, active = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!active) return;
    return keys.register({
      id,
      keys: map[id],
      inText: map[id].every((key) => key.startsWith('Mod+') || key === 'Escape'),
      repeats: held.includes(id),
      run: (event) => latest.current(event),
    });
  }, [id, active]);
}

/** What a button shows; the first key is the one to learn. */
export function keyName(id: ShortcutId): string {
  const key: string = map[id][0];
  return key.length === 1 ? key.toUpperCase() : key;
}
