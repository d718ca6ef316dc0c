/** A request that cannot be done: its sentence is what the client is told. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    message: string,
    /** Whether clients should show it to the person; hovers over anything ask for much that has no value. */
    readonly isShown = true,
  ) {
    super(message);
  }
}
