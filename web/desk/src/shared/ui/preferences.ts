import { Cell } from '../store/cell';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'cosy' | 'compact';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];
export const densities: readonly Density[] = ['comfortable', 'cosy', 'compact'];

interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  readonly singleKeys: boolean;
  readonly views: boolean;
  readonly context: boolean;
  readonly listWidth: number;
}

const key = 'rapport-look';
const defaults: Preferences = { theme: 'system', density: 'cosy', singleKeys: true, views: true, context: true, listWidth: 348 };

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

/** How this screen looks belongs to the screen, not to the person: it is kept in the browser. */
export const preferences = new Cell<Preferences>({ ...defaults, ...stored() });

function apply({ theme, density }: Preferences): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.density = density;
}

export function startPreferences(): void {
  apply(preferences.get());
  preferences.subscribe(() => {
    apply(preferences.get());
    try {
      localStorage.setItem(key, JSON.stringify(preferences.get()));
    } catch {
      // A full or forbidden storage costs the choice at the next visit, nothing now.
    }
  });
}

export function prefer(change: Partial<Preferences>): void {
  preferences.update((now) => ({ ...now, ...change }));
}
