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
