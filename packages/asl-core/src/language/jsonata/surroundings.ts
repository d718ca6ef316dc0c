/** What an evaluation draws from outside: the execution's clock and random numbers. */
export interface Surroundings {
  readonly now: number;
  random(): number;
}
