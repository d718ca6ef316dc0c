/** Does work that is made of steps all at once. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (let next = work.next(); ; next = work.next()) if (next.done) return next.value;
}
