import { Cell, useCell } from '@/shared/store/cell';
import { prefer, preferences } from '@/shared/ui/preferences';
import { useMedia } from '@/shared/ui/useMedia';

/** Below this width the views lie over the list. */
const drawer = '(width < 1180px)';
const drawerOpen = new Cell(false);

/** Beside the list the views stay as the agent left them; over it they open when asked for and close after the choice. */
export function useViewsShown(): boolean {
  const asDrawer = useMedia(drawer);
  const beside = useCell(preferences, (now) => now.views);
  const over = useCell(drawerOpen);
  return asDrawer ? over : beside;
}

export function toggleViews(): void {
  if (matchMedia(drawer).matches) drawerOpen.update((open) => !open);
  else prefer({ views: !preferences.get().views });
}

export function closeDrawer(): void {
  drawerOpen.set(false);
}
