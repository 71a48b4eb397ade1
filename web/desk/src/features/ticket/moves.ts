const moves = new Map<number, ReturnType<typeof setTimeout>>();

/** What an own change moves comes and goes at once; what others move waits while the list is in use. */
export function movedByMe(id: number): void {
  clearTimeout(moves.get(id));
  moves.set(
    id,
    setTimeout(() => moves.delete(id), 5000),
  );
}

export const isMovedByMe = (id: number): boolean => moves.has(id);
