import { Cell, useCell } from '@/shared/store/cell';
import { prefer, preferences } from '@/shared/ui/preferences';
import { useMedia } from '@/shared/ui/useMedia';

/** Below this width what stands at the sides lies over the middle. */
const drawer = '(width < 1180px)';

/** What lies over the middle: never both, they would lie over each other. */
const drawn = new Cell<'views' | 'context' | null>(null);
const asDrawer = () => matchMedia(drawer).matches;

/** Beside the middle a pane stays as the agent left it; over it, it opens when asked for and closes after the choice. */
function pane(key: 'views' | 'context') {
  const show = (shown: boolean) => (asDrawer() ? drawn.set(shown ? key : null) : prefer({ [key]: shown }));
  return {
    useShown(): boolean {
      const over = useMedia(drawer);
      const beside = useCell(preferences, (now) => now[key]);
      const opened = useCell(drawn, (now) => now === key);
      return over ? opened : beside;
    },
    show,
    toggle: () => show(!(asDrawer() ? drawn.get() === key : preferences.get()[key])),
    /** The choice is made: what lies over the middle goes. */
    closeDrawer: () => drawn.update((now) => (now === key ? null : now)),
  };
}

export const viewsPane = pane('views');
export const contextPane = pane('context');

/** Whether something lay over the middle and is gone now. */
export function closeDrawers(): boolean {
  const open = asDrawer() && drawn.get() !== null;
  drawn.set(null);
  return open;
}
