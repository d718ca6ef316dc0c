import { parsePointer } from "../definition/index.js";

/** A pointer as code would go there: `/b/x.csv` is `.b["x.csv"]`. */
export const readablePointer = (pointer: string): string =>
  parsePointer(pointer)
    .map((key) =>
      /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : /^\d+$/.test(key) ? `[${key}]` : `[${JSON.stringify(key)}]`,
    )
    .join("");
