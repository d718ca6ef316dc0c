/** An arbitrary of fast-check, as far as it is used here. */
export interface Values<T> {
  map<U>(change: (value: T) => U): Values<U>;
}

/** What a check of fast-check found. */
export interface Found {
  readonly failed: boolean;
  readonly counterexample: unknown;
  readonly counterexamplePath: string | null;
  readonly seed: number;
  readonly numRuns: number;
  readonly numShrinks: number;
  readonly errorInstance: unknown;
}

/** The part of fast-check that is used here: pass the library itself, of version 3 or 4. It is no dependency of asl-core. */
export interface FastCheck {
  constantFrom(...values: unknown[]): unknown;
  tuple(...values: never[]): unknown;
  array(values: never, constraints: { maxLength: number }): unknown;
  asyncProperty(...parts: never[]): unknown;
  check(property: never, options: object): unknown;
}

/** The same with the types that are needed; fast-check's own are generic in ways that cannot be written down here. */
export interface TypedFastCheck {
  constantFrom<T>(...values: T[]): Values<T>;
  tuple<T>(...values: Values<T>[]): Values<T[]>;
  array<T>(values: Values<T>, constraints: { maxLength: number }): Values<T[]>;
  asyncProperty<A, B>(a: Values<A>, b: Values<B>, holds: (a: A, b: B) => Promise<unknown>): unknown;
  check(property: unknown, options: object): Promise<Found>;
}

/** fast-check as it is used here. */
export const typed = (fc: FastCheck): TypedFastCheck => fc as unknown as TypedFastCheck;
