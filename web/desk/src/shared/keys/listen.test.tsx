import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys, listen } from './registry';

let ran: string[];
let stops: (() => void)[];

beforeEach(() => {
  ran = [];
  const shortcut = (id: string, key: string, more = {}) => keys.register({ id, keys: [key], run: () => ran.push(id), ...more });
  stops = [
    listen(),
    shortcut('enter', 'Enter'),
    shortcut('next', 'ArrowDown', { repeats: true }),
    shortcut('solve', 'e'),
    shortcut('leave', 'Escape', { inText: true }),
  ];
});

afterEach(() => {
  for (const stop of stops) stop();
  document.body.replaceChildren();
});

/** Puts it on the page and the focus into its first part that takes one. */
function on(html: string): HTMLElement {
  document.body.innerHTML = html;
  const at = document.body.querySelector<HTMLElement>('a,button,input,[tabindex],[contenteditable]')!;
  at.focus();
  return at;
}

test('Enter presses the button or follows the link that has the focus, and nothing else', async () => {
  const user = userEvent.setup();
  let pressed = 0;
  on('<button type="button">x</button>').addEventListener('click', () => pressed++);
  await user.keyboard('{Enter}');
  expect([pressed, ran]).toEqual([1, []]);
  on('<div tabindex="0"></div>');
  await user.keyboard('{Enter}');
  expect(ran).toEqual(['enter']);
});

test('arrows scroll what is read and steer what is chosen from', async () => {
  const user = userEvent.setup();
  for (const html of ['<section data-thread tabindex="0"></section>', '<div role="menu"><p tabindex="0"></p></div>']) {
    on(html);
    await user.keyboard('{ArrowDown}');
  }
  expect(ran).toEqual([]);
  on('<main tabindex="0"></main>');
  await user.keyboard('{ArrowDown}');
  expect(ran).toEqual(['next']);
});

test('no letter acts in a field, and a field that uses Escape keeps it', async () => {
  const user = userEvent.setup();
  on('<input>').addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
  await user.keyboard('e{Escape}');
  expect(ran).toEqual([]);
  on('<input>');
  await user.keyboard('{Escape}');
  expect(ran).toEqual(['leave']);
});

test('Escape leaves the editor before the editor can use it', async () => {
  const user = userEvent.setup();
  on('<div contenteditable="true"></div>').addEventListener('keydown', (event) => event.stopPropagation());
  await user.keyboard('{Escape}');
  expect(ran).toEqual(['leave']);
});

test('a key that is held down goes on, but does not solve one ticket after the other', () => {
  const at = on('<main tabindex="0"></main>');
  for (const key of ['e', 'ArrowDown']) at.dispatchEvent(new KeyboardEvent('keydown', { key, repeat: true, bubbles: true, cancelable: true }));
  expect(ran).toEqual(['next']);
});
