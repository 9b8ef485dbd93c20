// Who is selected, by identifier. A selection is never changed: another one takes its place.

/** Nobody. */
export const NOBODY = new Set();

/** The selection with these people, or without them when all of them are in it already. */
export function toggled(selection, ids) {
  const next = new Set(selection);
  const all = ids.every((id) => next.has(id));
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}
