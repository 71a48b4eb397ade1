import { describe, expect, test } from 'vitest';
import { Keys, normalise, describe as pressed } from './registry';
import { map } from './useShortcut';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

function keys() {
  let time = 0;
  const all = new Keys(() => time);
  const add = (id: string, ...combinations: string[]) =>
    all.register({ id, keys: combinations, inText: combinations.every((key) => key.startsWith('Mod+')), run: () => {} });
  return { all, add, later: (ms: number) => (time += ms) };
}

describe('what a press is called', () => {
  test.each([
    [press('j'), 'j'],
    [press('J'), 'j'],
    [press('A', { shiftKey: true }), 'Shift+A'],
    [press('?', { shiftKey: true }), '?'],
    [press('Enter', { ctrlKey: true }), 'Mod+Enter'],
    [press('Enter', { metaKey: true, shiftKey: true }), 'Mod+Shift+Enter'],
    [press('m', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+M'],
    [press('ö'), 'ö'],
  ])('%j is %s', (event, name) => expect(pressed(event)).toBe(name));

  test('Alt writes letters and is never a shortcut', () => {
    expect(pressed(press('@', { altKey: true }))).toBeNull();
    expect(pressed(press('ą', { altKey: true, ctrlKey: true }))).toBeNull();
  });

  test('capital letters without Shift (caps lock) are the small ones', () => {
    expect(normalise('J')).toBe('j');
    expect(normalise('Mod+Shift+m')).toBe('Mod+Shift+M');
  });
});

describe('Keys', () => {
  test('the one registered last wins, and gives way again', () => {
    const { all, add } = keys();
    add('outer', 'e');
    const stop = add('inner', 'e');
    expect(all.match(press('e'), false)?.id).toBe('inner');
    stop();
    expect(all.match(press('e'), false)?.id).toBe('outer');
  });

  test('single letters keep out of text fields, Mod works inside', () => {
    const { all, add } = keys();
    add('solve', 'e');
    add('send', 'Mod+Enter');
    expect(all.match(press('e'), true)).toBeNull();
    expect(all.match(press('Enter', { ctrlKey: true }), true)?.id).toBe('send');
  });

  test('two keys one after the other, while they belong together', () => {
    const { all, add, later } = keys();
    add('inbox', 'g i');
    expect(all.match(press('g'), false)).toBeNull();
    expect(all.match(press('i'), false)?.id).toBe('inbox');
    all.match(press('g'), false);
    later(2000);
    expect(all.match(press('i'), false)).toBeNull();
  });

  test('switched off, only combinations with Mod are left', () => {
    const { all, add } = keys();
    add('solve', 'e');
    add('send', 'Mod+Enter');
    all.enabled = false;
    expect(all.match(press('e'), false)).toBeNull();
    expect(all.match(press('Enter', { metaKey: true }), false)?.id).toBe('send');
  });
});

test('no two shortcuts share a key', () => {
  const all = Object.values(map).flat();
  expect(new Set(all.map((key) => normalise(key))).size).toBe(all.length);
});
