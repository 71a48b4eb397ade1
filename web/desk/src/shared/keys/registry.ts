/** A key as people read it: "j", "Shift+A", "Mod+Enter", "g i" (one after the other). Matched on event.key, so layouts work. */
export interface Shortcut {
  readonly id: string;
  readonly keys: readonly string[];
  run(event: KeyboardEvent): void;
  /** Also inside text fields; only for combinations with Mod, and Escape, which leaves them. */
  readonly inText?: boolean;
  /** Goes on while the key is held down; whatever changes something happens once. */
  readonly repeats?: boolean;
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** `null` for what must never be a shortcut: Alt writes letters on many layouts. */
export function describe(event: Press): string | null {
  if (event.altKey || event.key === 'Dead') return null;
  const mod = event.ctrlKey || event.metaKey;
  const letter = /^\p{L}$/u.test(event.key);
  const key = letter ? (event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()) : event.key;
  // Signs such as "?" already needed Shift on most layouts: the sign is what counts.
  const shift = event.shiftKey && (letter || key.length > 1);
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${mod && letter ? key.toUpperCase() : key}`;
}

export function normalise(key: string): string {
  const parts = key.split('+');
  const last = parts.pop() ?? '';
  const shift = parts.includes('Shift');
  const mod = parts.includes('Mod');
  const letter = /^\p{L}$/u.test(last);
  const name = letter ? (mod || shift ? last.toUpperCase() : last.toLowerCase()) : last;
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

export class Keys {
  private readonly shortcuts: Shortcut[] = [];
  private prefix: string | null = null;
  private prefixUntil = 0;
  enabled = true;

  constructor(private readonly now: () => number = Date.now) {}

  register(shortcut: Shortcut): () => void {
    this.shortcuts.push(shortcut);
    return () => this.shortcuts.splice(this.shortcuts.indexOf(shortcut), 1);
  }

  /** The shortcut that this press completes, innermost (registered last) first. */
  match(event: Press, inText: boolean): Shortcut | null {
    const press = describe(event);
    if (!press || (!this.enabled && !press.startsWith('Mod+'))) return null;
    const prefix = this.prefix && this.now() < this.prefixUntil ? this.prefix : null;
    this.prefix = null;
    const wanted = prefix ? `${prefix} ${press}` : press;
    const candidates = inText ? this.shortcuts.filter((shortcut) => shortcut.inText) : this.shortcuts;
    const found = candidates.findLast(({ keys }) => keys.some((key) => key.split(' ').map(normalise).join(' ') === wanted));
    if (!found && !prefix && candidates.some(({ keys }) => keys.some((key) => key.includes(' ') && normalise(key.split(' ')[0]!) === press))) {
      this.prefix = press;
      this.prefixUntil = this.now() + 1200;
    }
    return found ?? null;
  }
}

export const keys = new Keys();

function isText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches('input,textarea,select') && !target.matches('[type=checkbox],[type=radio]')))
  );
}

const layers = '[role=dialog],[role=menu],[role=listbox],[role=alertdialog]';
const pressable = 'a[href],button,summary,[role=button],[role=link],[role=switch],[type=checkbox],[type=radio]';
const steered = '[data-thread],[role=separator],[role=radiogroup],[role=tablist],[aria-haspopup]';

/** An open menu or dialog has the keyboard to itself, a button its Enter, and what scrolls or chooses its arrows. */
function claimed({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(layers)) return true;
  if (ctrlKey || metaKey) return false;
  if (key === 'Enter') return target.closest(pressable) !== null;
  return key.startsWith('Arrow') && target.closest(steered) !== null;
}

export function listen(): () => void {
  const handle = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (claimed(event)) return;
    const shortcut = keys.match(event, isText(event.target));
    if (!shortcut) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || shortcut.repeats) shortcut.run(event);
  };
  // The editor claims Enter and Escape for itself before they bubble up here; other fields have a use for Escape, and say so.
  const early = ({ ctrlKey, metaKey, key, target }: KeyboardEvent) =>
    ctrlKey || metaKey || (key === 'Escape' && target instanceof HTMLElement && target.isContentEditable);
  const down = (event: KeyboardEvent) => early(event) && handle(event);
  const up = (event: KeyboardEvent) => !early(event) && handle(event);
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keydown', up);
  return () => {
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('keydown', up);
  };
}
