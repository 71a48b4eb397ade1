import { expect, test } from 'vitest';
import { typeahead } from './typeahead';

const names: Record<number, string> = { 1: 'Ada', 2: 'Grace', 3: 'Linus', 4: 'Lena', 5: 'ada' };
const ids = [1, 2, 3, 4, 5];
const find = (selected: number | null, text: string) => typeahead(ids, selected, text, (id) => names[id] ?? '');

test('a letter moves on to the next name and around the end', () => {
  expect(find(null, 'L')).toBe(3);
  expect(find(3, 'L')).toBe(4);
  expect(find(4, 'L')).toBe(3);
  expect(find(1, 'A')).toBe(5);
});

test('a growing text stays while it fits', () => {
  expect(find(3, 'Li')).toBe(3);
  expect(find(3, 'Le')).toBe(4);
});

test('nothing fits', () => {
  expect(find(1, 'X')).toBeNull();
  expect(typeahead([], null, 'A', () => '')).toBeNull();
});
