import { afterEach, expect, test, vi } from 'vitest';
import { api, whenUnanswered } from './client';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a request that fails, or is not answered for long, casts doubt on the connection', async () => {
  vi.useFakeTimers();
  const doubt = vi.fn();
  whenUnanswered(doubt);
  const fetching = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(api.GET('/api/v1/bootstrap')).rejects.toMatchObject({ name: 'Unreachable' });
  expect(doubt).toHaveBeenCalledTimes(1);

  fetching.mockImplementation(() => new Promise(() => {}));
  void api.GET('/api/v1/bootstrap');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(doubt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(doubt).toHaveBeenCalledTimes(2);

  fetching.mockImplementation(async () => new Response('{}', { headers: { 'content-type': 'application/json' } }));
  await api.GET('/api/v1/bootstrap');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(doubt).toHaveBeenCalledTimes(2);
});
