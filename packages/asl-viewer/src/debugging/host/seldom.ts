/** Milliseconds of work after which others get a turn. */
const SLICE = 40;

/**
 * The same breath for those who call it often: it is taken only where the last one is some time ago, since a turn that a
 * browser's timer gives costs 4 ms.
 */
export function seldom(breathe: () => Promise<void>): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE) return;
    await breathe();
    since = performance.now();
  };
}
