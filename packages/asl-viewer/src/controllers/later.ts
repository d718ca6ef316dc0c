/** Does something once the page has nothing more urgent to do, once however often it is asked for until then. */
export function later(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    timer = undefined;
    act();
  };
  return () => {
    timer ??= setTimeout(now);
  };
}
