/** The ticket that an address names: none, or `undefined` for what cannot be one. */
export function ticketIn(text: string | undefined): number | null | undefined {
  if (!text) return null;
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
