import { Cell } from '@/shared/store/cell';
import { prefer } from '@/shared/ui/preferences';

/** The field that a key asked for; its menu may only come onto the screen with the panel. */
export const asked = new Cell<'priority' | 'tags' | null>(null);

export function askField(field: 'priority' | 'tags'): void {
  prefer({ context: true });
  asked.set(field);
}
