const NONE = new Uint32Array(0);

/** A list of whole numbers below 2^32 that grows at its end: four bytes each, and as many to spare at most. */
export class Numbers {
  private values = NONE;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Undefined where there is none. */
  at(index: number): number | undefined {
    return index < this.count ? this.values[index] : undefined;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }

  push(value: number): void {
    if (this.count === this.values.length) this.grow();
    this.values[this.count++] = value;
  }

  /** Forgets all but the first ones. */
  cut(length: number): void {
    this.count = Math.min(this.count, length);
  }

  /** The place of the first number that is not below `least`, in a list that ascends. O(log n). */
  firstFrom(least: number): number {
    let from = 0;
    let to = this.count;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.values[middle] < least) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  copy(): Numbers {
    const copy = new Numbers();
    copy.values = this.values.slice(0, this.count);
    copy.count = this.count;
    return copy;
  }

  private grow(): void {
    const roomy = new Uint32Array(Math.max(8, Math.ceil(this.values.length * 1.5)));
    roomy.set(this.values);
    this.values = roomy;
  }
}
