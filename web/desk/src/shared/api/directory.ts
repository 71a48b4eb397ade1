import { useQuery } from '@tanstack/react-query';
import { api, data } from './client';
import type { Agent, Team } from './types';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Reads a keyset-paged list to its end; for lists that administrators keep short. */
export async function everything<T>(page: (after: string | undefined) => Promise<Page<T>>, most = 1000): Promise<T[]> {
  const all: T[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    all.push(...items);
    after = next ?? undefined;
  } while (after && all.length < most);
  return all;
}

export function useAgents() {
  return useQuery<Agent[]>({
    queryKey: ['agents'],
    staleTime: 60_000,
    queryFn: () => everything<Agent>((after) => data(api.GET('/api/v1/agents', { params: { query: { limit: 100, ...(after ? { after } : {}) } } }))),
  });
}

export function useTeams() {
  return useQuery<Team[]>({
    queryKey: ['teams'],
    staleTime: 60_000,
    queryFn: () => everything<Team>((after) => data(api.GET('/api/v1/teams', { params: { query: { limit: 100, ...(after ? { after } : {}) } } }))),
  });
}
