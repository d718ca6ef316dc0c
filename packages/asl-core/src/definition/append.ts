/**
 * The list with one more: a new one while it is short, as most are, since a list that is pushed to keeps room for many.
 * Use what is returned.
 */
export function append<One>(list: One[], one: One): One[] {
  if (list.length === 0) return [one];
  if (list.length === 1) return [list[0], one];
  list.push(one);
  return list;
}
