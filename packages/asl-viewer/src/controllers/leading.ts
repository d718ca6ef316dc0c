/** What may keep its place in the page's hash, while it is in the page. */
interface Linked {
  readonly linked?: boolean;
  readonly isConnected?: boolean;
}

/** Those that do, in the order in which they began to. */
const linked = new Set<Linked>();

/** Whether the page's hash is this viewer's: of several that are linked it is the first one's. */
export function leads(viewer: Linked): boolean {
  if (viewer.linked && viewer.isConnected) linked.add(viewer);
  else linked.delete(viewer);
  const [first] = linked;
  return first === viewer;
}
