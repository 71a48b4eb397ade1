import { expect, test, vi } from 'vitest';
import { UndoStack } from './undo';

function stack() {
  let time = 0;
  return { undo: new UndoStack(() => time, 3), at: (ms: number) => (time = ms) };
}

test('takes back the newest first', () => {
  const { undo } = stack();
  const [first, second] = [vi.fn(), vi.fn()];
  undo.push({ id: 'a', undo: first, until: 100 });
  undo.push({ id: 'b', undo: second, until: 100 });
  undo.undo();
  expect(second).toHaveBeenCalledOnce();
  expect(first).not.toHaveBeenCalled();
  undo.undo();
  expect(first).toHaveBeenCalledOnce();
  expect(undo.undo()).toBeNull();
});

test('what has run out is not taken back, older open steps are', () => {
  const { undo, at } = stack();
  const [open, over] = [vi.fn(), vi.fn()];
  undo.push({ id: 'a', undo: open, until: 1000 });
  undo.push({ id: 'b', undo: over, until: 10 });
  at(500);
  expect(undo.undo()?.id).toBe('a');
  expect(over).not.toHaveBeenCalled();
});

test('a toast takes back its own step', () => {
  const { undo } = stack();
  undo.push({ id: 'a', undo: () => {}, until: 100 });
  undo.push({ id: 'b', undo: () => {}, until: 100 });
  expect(undo.undo('a')?.id).toBe('a');
  expect(undo.undo('a')).toBeNull();
});

test('a failed step is dropped and the depth is kept', () => {
  const { undo } = stack();
  for (const id of ['a', 'b', 'c', 'd']) undo.push({ id, undo: () => {}, until: 100 });
  undo.drop('d');
  expect([undo.undo()?.id, undo.undo()?.id, undo.undo()]).toEqual(['c', 'b', null]);
});
