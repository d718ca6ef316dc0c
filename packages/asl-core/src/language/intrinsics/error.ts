/** What went wrong inside an intrinsic function; call.ts turns it into the StatesError that AWS shows. */
export class IntrinsicError extends Error {
  override readonly name = "IntrinsicError";
}
