/** Does something once the page has nothing more urgent to do, once however often it is asked for until then. */
export function later(act: () => void): () => void {
  let isAsked = false;
  const now = (): void => {
    isAsked = false;
    act();
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(now);
  };
}
