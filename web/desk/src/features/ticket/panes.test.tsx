import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeDrawers, contextPane, viewsPane } from './panes';

beforeEach(() => page.viewport(1024, 768));
afterEach(async () => {
  cleanup();
  await page.viewport(1280, 800);
});

test('of two drawers one is open at a time, and it is told whether one was', () => {
  const shown = () => [viewsPane.useShown(), contextPane.useShown()];
  const { result, rerender } = renderHook(shown);
  const now = () => {
    rerender();
    return result.current;
  };
  viewsPane.toggle();
  expect(now()).toEqual([true, false]);
  contextPane.toggle();
  expect(now()).toEqual([false, true]);
  viewsPane.closeDrawer();
  expect(now()).toEqual([false, true]);
  expect(closeDrawers()).toBe(true);
  expect(now()).toEqual([false, false]);
  expect(closeDrawers()).toBe(false);
});
