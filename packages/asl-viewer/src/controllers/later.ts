/** Does something once the page has nothing more urgent to do, once however often it is asked for until then. */
export const later = (act: () => void): (() => void) => once(act, setTimeout);

/** Does something before the next frame, once however often it is asked for until then. */
export const eachFrame = (act: () => void): (() => void) => once(act, (now) => requestAnimationFrame(now));

function once(act: () => void, begin: (now: () => void) => void): () => void {
  let isAsked = false;
  const now = (): void => {
    isAsked = false;
    act();
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    begin(now);
  };
}
