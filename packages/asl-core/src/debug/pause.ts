/** The wish that what goes on be halted. It is kept, whenever it is uttered, until the move under way has ended. */
export class Pause {
  private wanted = false;
  /** Lets those know who wait for something else meanwhile. */
  private wake: () => void = () => {};

  get isWanted(): boolean {
    return this.wanted;
  }

  want(): void {
    this.wanted = true;
    this.wake();
  }

  /** A move has ended: the wish has come true, or came too late for it. */
  forget(): void {
    this.wanted = false;
  }

  /** Fulfilled as soon as it is wanted. One waits at a time. */
  wish(): Promise<undefined> {
    if (this.wanted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.wake = () => resolve(undefined);
    });
  }
}
