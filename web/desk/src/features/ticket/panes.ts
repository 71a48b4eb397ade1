import { Cell, useCell } from '@/shared/store/cell';
import { prefer, preferences } from '@/shared/ui/preferences';
import { useMedia } from '@/shared/ui/useMedia';

/** Below this width what stands at the sides lies over the middle. */
const drawer = '(width < 1180px)';

/** Beside the middle a pane stays as the agent left it; over it, it opens when asked for and closes after the choice. */
function pane(key: 'views' | 'context') {
  const open = new Cell(false);
  const asDrawer = () => matchMedia(drawer).matches;
  const show = (shown: boolean) => (asDrawer() ? open.set(shown) : prefer({ [key]: shown }));
  return {
    useShown(): boolean {
      const over = useMedia(drawer);
      const beside = useCell(preferences, (now) => now[key]);
      const opened = useCell(open);
      return over ? opened : beside;
    },
    show,
    toggle: () => show(!(asDrawer() ? open.get() : preferences.get()[key])),
    /** The choice is made: what lies over the middle goes. */
    closeDrawer: () => open.set(false),
  };
}

export const viewsPane = pane('views');
export const contextPane = pane('context');
