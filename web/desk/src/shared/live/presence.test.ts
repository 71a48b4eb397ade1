import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Presence } from './presence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const told: string[] = [];
  const leave = vi.fn(() => Promise.resolve());
  const presence = new Presence({ tell: async (state) => void told.push(state), leave });
  presence.start();
  return { told, leave, presence };
}

test('says viewing at once and every ten seconds', () => {
  const { told, presence } = start();
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(['viewing', 'viewing', 'viewing']);
  presence.stop();
});

test('typing is told at once, once, and fades', () => {
  const { told, presence } = start();
  presence.typing();
  presence.typing();
  expect(told).toEqual(['viewing', 'typing']);
  vi.advanceTimersByTime(20_000);
  expect(told.at(-1)).toBe('viewing');
  presence.stop();
});

test('what is sent is not being written any more, which is told at once', () => {
  const { told, presence } = start();
  presence.typing();
  presence.rested();
  presence.rested();
  expect(told).toEqual(['viewing', 'typing', 'viewing']);
  presence.stop();
});

test('leaving is told and nothing more after it', async () => {
  const { told, leave, presence } = start();
  presence.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(leave).toHaveBeenCalledOnce();
  expect(told).toHaveLength(1);
});

test('the farewell does not overtake what is under way', async () => {
  const log: string[] = [];
  let arrive = () => {};
  const presence = new Presence({
    tell: async () => {
      await new Promise<void>((resolve) => (arrive = resolve));
      log.push('told');
    },
    leave: async () => void log.push('left'),
  });
  presence.start();
  presence.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(log).toEqual([]);
  arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(log).toEqual(['told', 'left']);
});

test('who was never here does not leave', async () => {
  const leave = vi.fn(() => Promise.resolve());
  new Presence({ tell: () => Promise.resolve(), leave }).stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(leave).not.toHaveBeenCalled();
});

test('a lost heartbeat disturbs nobody', async () => {
  const presence = new Presence({ tell: () => Promise.reject(new Error('offline')), leave: () => Promise.reject(new Error('offline')) });
  presence.start();
  await vi.advanceTimersByTimeAsync(30_000);
  presence.stop();
});
