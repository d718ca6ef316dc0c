/** A value that a synchronous source gives at once and an asynchronous one through a promise. */
export type Eventual<T> = T | PromiseLike<T>;

/** Whether the value is still to come. Callers may be JavaScript: anything may be passed. */
export const isPromise = <T>(value: Eventual<T>): value is PromiseLike<T> =>
  typeof (value as PromiseLike<T> | null | undefined)?.then === "function";

/** Runs `next` with the value: at once where it is there, so that a synchronous source makes a synchronous result. */
export const after = <T, U>(value: Eventual<T>, next: (value: T) => Eventual<U>): Eventual<U> =>
  isPromise(value) ? value.then(next) : next(value);

/** Runs `start` and gives what it throws or rejects with to `refuse`, which throws something better. */
export function guarded<T>(start: () => Eventual<T>, refuse: (reason: unknown) => never): Eventual<T> {
  try {
    const value = start();
    return isPromise(value) ? value.then((result) => result, refuse) : value;
  } catch (reason) {
    return refuse(reason);
  }
}

/** Visits the elements one after the other until `visit` gives false. Stays synchronous as long as `visit` does. */
export function inOrder<T>(elements: readonly T[], visit: (element: T) => Eventual<boolean>, from = 0): Eventual<void> {
  for (let i = from; i < elements.length; i++) {
    const going = visit(elements[i]);
    if (isPromise(going)) return going.then((on) => (on ? inOrder(elements, visit, i + 1) : undefined));
    if (!going) return;
  }
}
