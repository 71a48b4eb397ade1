/** The clock on the customer's wall; `null` when the zone is unknown to the browser or not given. */
export function localTime(zone: string | null, now: Date): string | null {
  if (!zone) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(now);
  } catch {
    return null;
  }
}
