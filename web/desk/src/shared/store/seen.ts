/**
 * How many changes of each tab a draft holds (a version vector): whether one text builds upon another, or both were written at once,
 * no clock can tell. What another device wrote came by the server and counts by its time.
 */
export type Seen = Readonly<Record<string, number>>;

export function holds(one: Seen, other: Seen): boolean {
  return Object.entries(other).every(([tab, count]) => (one[tab] ?? 0) >= count);
}

export function together(one: Seen, other: Seen): Seen {
  const seen: Record<string, number> = { ...one };
  for (const [tab, count] of Object.entries(other)) seen[tab] = Math.max(seen[tab] ?? 0, count);
  return seen;
}
