/** Colour pairs are [light, dark]. The contrast test beside this file holds every pair that the desk sets as text or control. */
export const colours = {
  canvas: ['#E9E6DE', '#0A0E0F'],
  surface: ['#FBFAF7', '#12181A'],
  raised: ['#FFFFFF', '#1B2326'],
  sunken: ['#F2F0EA', '#0D1314'],
  hover: ['#F0EEE8', '#182023'],
  line: ['#DDD9CF', '#273134'],
  'line-strong': ['#857F71', '#75848A'],
  ink: ['#1B2224', '#E6EBEB'],
  'ink-2': ['#465053', '#B4BFC1'],
  'ink-3': ['#5E676A', '#96A3A6'],
  accent: ['#0B5D78', '#6CC5DE'],
  'accent-hover': ['#084A61', '#8FD5E8'],
  'on-accent': ['#FFFFFF', '#06222C'],
  'accent-soft': ['#DCEBF0', '#15353F'],
  'accent-line': ['#6FA9BE', '#2F6E82'],
  focus: ['#0B5D78', '#8FD5E8'],
  'note-bg': ['#FFF4D6', '#2A2412'],
  'note-line': ['#B97F00', '#D9A441'],
  'note-ink': ['#5A4200', '#F1DDA8'],
  danger: ['#B3261E', '#FF9B92'],
  'on-danger': ['#FFFFFF', '#3A0A06'],
  'danger-soft': ['#FBE5E2', '#3A1B18'],
  warn: ['#835400', '#F1B953'],
  'warn-fill': ['#E39B0B', '#F1B953'],
  'warn-soft': ['#FCEDCB', '#34280F'],
  ok: ['#1B6A38', '#82CF99'],
  'ok-fill': ['#2E8B50', '#5DB87B'],
  'ok-soft': ['#DEF0E3', '#16321F'],
  hold: ['#57478A', '#BDADF0'],
  'hold-soft': ['#EAE5F6', '#28213F'],
  dock: ['#16282E', '#0D1416'],
  'dock-ink': ['#DCE6E8', '#DCE6E8'],
  'dock-ink-2': ['#9DB3B9', '#8FA6AC'],
} as const satisfies Record<string, readonly [string, string]>;

export type Colour = keyof typeof colours;

const texts: Colour[] = ['ink', 'ink-2', 'ink-3'];
const papers: Colour[] = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'accent-soft'];

/** [foreground, background, least ratio]: 4.5 for text, 3 for controls and focus (WCAG 1.4.3, 1.4.11). */
export const pairs: readonly (readonly [Colour, Colour, number])[] = [
  ...texts.flatMap((text) => papers.map((paper) => [text, paper, 4.5] as const)),
  ...(['surface', 'raised', 'accent-soft', 'sunken'] as Colour[]).map((paper) => ['accent', paper, 4.5] as const),
  ...(['surface', 'raised', 'danger-soft'] as Colour[]).map((paper) => ['danger', paper, 4.5] as const),
  ...(['surface', 'raised', 'warn-soft'] as Colour[]).map((paper) => ['warn', paper, 4.5] as const),
  ...(['surface', 'raised', 'ok-soft'] as Colour[]).map((paper) => ['ok', paper, 4.5] as const),
  ...(['surface', 'raised', 'hold-soft'] as Colour[]).map((paper) => ['hold', paper, 4.5] as const),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-danger', 'danger', 4.5],
  ['note-ink', 'note-bg', 4.5],
  ['ink', 'note-bg', 4.5],
  ['ink-2', 'note-bg', 4.5],
  ['dock-ink', 'dock', 4.5],
  ['dock-ink-2', 'dock', 4.5],
  ['surface', 'ink', 4.5],
  ['line-strong', 'surface', 3],
  ['line-strong', 'raised', 3],
  ['note-line', 'note-bg', 3],
  ['focus', 'canvas', 3],
  ['focus', 'surface', 3],
  ['focus', 'raised', 3],
  ['focus', 'accent-soft', 3],
  ['focus', 'note-bg', 3],
];

export const spaces = [4, 8, 12, 16, 20, 24, 32, 48] as const;
export const radii = { tag: 4, control: 6, document: 10, palette: 12, full: 999 } as const;

/** rem sizes so that the reader's own text size counts. */
export const type = {
  title: [22, 28],
  subject: [18, 24],
  head: [15, 20],
  read: [15, 23],
  base: [14, 20],
  small: [13, 18],
  meta: [12, 16],
  micro: [11, 15],
} as const;

export const densities = {
  comfortable: { row: 88, control: 36, text: 15 },
  cosy: { row: 68, control: 32, text: 14 },
  compact: { row: 36, control: 28, text: 13 },
} as const;
