/** Numbers for things that have names: the same name keeps its number. Counted from 1. */
export class Numbering<T extends string> {
  private readonly numbers = new Map<T, number>();
  private readonly names: T[] = [];

  numberOf(name: T): number {
    let found = this.numbers.get(name);
    if (found === undefined) {
      found = this.names.push(name);
      this.numbers.set(name, found);
    }
    return found;
  }

  nameOf(number: number): T | undefined {
    return this.names[number - 1];
  }
}
