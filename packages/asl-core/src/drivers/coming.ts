/**
 * What goes on by itself: kept for a run that is moved by hand, so that nobody need look at every open wait to see whether
 * there is any.
 */
export class Coming {
  private readonly list: (() => boolean)[] = [];

  /** A delivery that is to come. `isVain`: whether nobody waits for it any more; once true it stays true. */
  track(deliver: () => void, isVain: () => boolean): () => void {
    let done = false;
    this.list.push(() => done || isVain());
    return () => {
      done = true;
      deliver();
    };
  }

  /** Whether anything is to come. O(1) amortised: what is over is asked about once more and forgotten. */
  get any(): boolean {
    while (this.list.length > 0 && this.list.at(-1)!()) this.list.pop();
    return this.list.length > 0;
  }
}
