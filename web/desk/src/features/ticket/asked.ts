import { Cell } from '@/shared/store/cell';
import { contextPane } from './panes';

/** The field that a key asked for; its menu may only come onto the screen with the panel. */
export const asked = new Cell<'priority' | 'tags' | null>(null);

export function askField(field: 'priority' | 'tags'): void {
  contextPane.show(true);
  asked.set(field);
}
