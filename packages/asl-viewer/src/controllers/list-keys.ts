/** The row that a key goes to in a list of so many, `page` rows at once for PageUp and PageDown; undefined for other keys. */
export function rowAfter(key: string, at: number, length: number, page: number): number | undefined {
  const last = length - 1;
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  };
  return Object.hasOwn(to, key) ? Math.max(0, Math.min(last, to[key])) : undefined;
}

/**
 * Does what a key stands for; false where it means nothing here, where something else took it, or where it is written in a
 * field.
 */
export function pressOne(event: KeyboardEvent, acts: Readonly<Record<string, () => void>>): boolean {
  const target = event.composedPath()[0] as Element;
  const isOther = event.ctrlKey || event.metaKey || event.altKey || target.matches?.("input, select, textarea");
  if (event.defaultPrevented || isOther || !Object.hasOwn(acts, event.key)) return false;
  acts[event.key]();
  event.preventDefault();
  return true;
}

/** A list whose rows are walked by keys: where it is, how many rows there are, and how many are a page. */
interface Walked {
  readonly at: number;
  readonly length: number;
  readonly page: number;
}

/** Has a key go to another row, or Enter choose the one the list is at; others keep their meaning. */
export function pressInList(event: KeyboardEvent, list: Walked, go: (to: number) => void, choose: () => void): void {
  const to = rowAfter(event.key, list.at, list.length, list.page);
  if (event.key === "Enter") choose();
  else if (to !== undefined) go(to);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
