/** A text that is nothing that can be shown: the message says why, the hint what to do, the place where, counted from 1. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  constructor(
    message: string,
    readonly hint: string = "",
    readonly place?: { readonly line: number; readonly column: number },
  ) {
    super(message);
  }
}
