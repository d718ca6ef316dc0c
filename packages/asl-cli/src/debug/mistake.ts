/** A command that cannot be done as it was written: said to the person, who tries again. */
export class Mistake extends Error {
  override readonly name = "Mistake";
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
