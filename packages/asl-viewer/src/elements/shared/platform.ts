/** Whether this machine's main modifier is the command key. */
export const isApple: boolean =
  typeof navigator !== "undefined" && /Mac|iP(hone|ad|od)/.test(navigator.platform || navigator.userAgent);
