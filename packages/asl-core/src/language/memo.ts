const LIMIT = 20_000;

/**
 * Remembers what `make` gave for a text, so that equal texts share one result; it must not matter to anyone that they do.
 * Holds a bounded number of results and starts afresh when full. What throws is not remembered.
 */
export function memoize<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= LIMIT) known.clear();
    known.set(text, made);
    return made;
  };
}
