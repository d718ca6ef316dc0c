import type { Journal } from "./journal.js";

/** Which of some rows are free: told and asked for in O(log rows). Rows of which nothing was told are not free. */
export class FreeRows {
  /** A heap of flags, the rows' own in its second half: 1 where any row below is free. */
  private tree = new Uint8Array(2);

  constructor(private readonly journal: Journal) {}

  private get size(): number {
    return this.tree.length / 2;
  }

  tell(row: number, isFree: boolean): void {
    while (row >= this.size) this.grow();
    const { tree, journal } = this;
    let value = isFree ? 1 : 0;
    for (let at = this.size + row; at > 0 && tree[at] !== value; at >>= 1, value = tree[2 * at] | tree[2 * at + 1])
      journal.change(tree, { [at]: value } as Partial<Uint8Array<ArrayBuffer>>);
  }

  /** The first free row from one on; -1 for none. */
  firstFrom(row: number): number {
    const { tree, size } = this;
    let at = row < size ? size + row : 0;
    while (at > 0 && tree[at] === 0) at = rightOf(at);
    while (at > 0 && at < size) at = tree[2 * at] === 1 ? 2 * at : 2 * at + 1;
    return at > 0 ? at - size : -1;
  }

  /** Twice as many rows: each level of the tree moves one down, under a new root. */
  private grow(): void {
    const tree = new Uint8Array(this.tree.length * 2);
    for (let at = this.size; at > 0; at >>= 1) tree.set(this.tree.subarray(at, 2 * at), 2 * at);
    tree[1] = this.tree[1];
    this.journal.change(this as unknown as { tree: Uint8Array }, { tree });
  }
}

/** The smallest part of the tree right beside one, or beside what that is at the right end of; 0 for none. */
function rightOf(place: number): number {
  let at = place;
  while (at % 2 === 1) at >>= 1;
  return at === 0 ? 0 : at + 1;
}
