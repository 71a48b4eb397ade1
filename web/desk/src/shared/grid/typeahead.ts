/** The next row whose name begins so, searching onwards from the selected one and around the end. */
export function typeahead(ids: readonly number[], selected: number | null, text: string, nameOf: (id: number) => string): number | null {
  const wanted = text.toLocaleLowerCase();
  const start = selected === null ? -1 : ids.indexOf(selected);
  // A growing text may still fit where we stand; a fresh letter moves on.
  const first = text.length > 1 ? start : start + 1;
  for (let step = 0; step < ids.length; step++) {
    const id = ids[(Math.max(0, first) + step) % ids.length];
    if (id !== undefined && nameOf(id).toLocaleLowerCase().startsWith(wanted)) return id;
  }
  return null;
}
