import { existsSync } from "node:fs";

/** A file, or one of the machines in it. */
export interface Target {
  readonly path: string;
  /** The machine's id, as in `template.yaml#OrderMachine`. */
  readonly id?: string;
}

/** Reads `file` or `file#id`. A file of that very name wins, whatever it holds. */
export function targetOf(written: string): Target {
  const cut = written.lastIndexOf("#");
  if (cut <= 0 || cut === written.length - 1 || existsSync(written)) return { path: written };
  return { path: written.slice(0, cut), id: written.slice(cut + 1) };
}
