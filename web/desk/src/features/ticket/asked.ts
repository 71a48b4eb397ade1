import { Cell, useCell } from '@/shared/store/cell';
import { contextPane } from './panes';

export type Field = 'priority' | 'tags' | 'team';

/** The field that a key asked for; its menu may only come onto the screen with the panel, and opens for this ticket or not at all. */
const asked = new Cell<{ readonly id: number; readonly field: Field } | null>(null);

export function askField(id: number, field: Field): void {
  contextPane.show(true);
  asked.set({ id, field });
}

export function useAsked(id: number, field: Field): [open: boolean, setOpen: (on: boolean) => void] {
  const open = useCell(asked, (now) => now?.id === id && now.field === field);
  return [open, (on) => asked.set(on ? { id, field } : null)];
}
