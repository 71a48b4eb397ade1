import { expect, test, vi } from 'vitest';

test('a part is fetched before it is asked for, and one that cannot be fetched is a lost connection', async () => {
  vi.useFakeTimers();
  const { part } = await import('./part');
  const load = vi.fn(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  const Part = part(load) as unknown as { _init(payload: unknown): unknown; _payload: unknown };
  expect(load).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(load).toHaveBeenCalledOnce();
  const thrown = (() => {
    try {
      return Part._init(Part._payload);
    } catch (suspended) {
      return suspended as Promise<unknown>;
    }
  })();
  await expect(thrown).rejects.toMatchObject({ name: 'Unreachable' });
  vi.useRealTimers();
});
