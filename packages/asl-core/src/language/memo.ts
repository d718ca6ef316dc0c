/** UTF-16 units of the texts remembered; what is made of them takes some fifty times as much memory. */
const MOST = 4 * 1024 * 1024;
/** A short text counts as this many. */
const LEAST = 32;

/**
 * Remembers what `make` gave for a text, so that equal texts share one result; it must not matter to anyone that they do.
 * Holds results of some 4 million characters of text (every expression of a definition a hundred times as large as most)
 * and starts afresh when full. What throws is not remembered.
 */
export function memoize<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let held = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    held += Math.max(LEAST, text.length);
    if (held > MOST) {
      known.clear();
      held = Math.max(LEAST, text.length);
    }
    known.set(text, made);
    return made;
  };
}
