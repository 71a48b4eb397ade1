import { QueryClient } from '@tanstack/react-query';
import { isTemporary } from './problems';

/** The stream says what changed, so nothing is fetched again merely because a window got the focus. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, retry: (count, error) => count < 3 && isTemporary(error) },
  },
});
