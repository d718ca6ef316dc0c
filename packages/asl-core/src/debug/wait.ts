import type { Token } from "../kernel/index.js";

/** Which wait something belongs to. */
export interface Wait {
  readonly execution: number;
  readonly token: Token;
}

/** Whether two waits are one. */
export const isSameWait = (a: Wait | undefined, b: Wait | undefined): boolean =>
  a !== undefined && a.execution === b?.execution && a.token === b.token;
