import type { Breakpoint } from "asl-core/debug";
import type { Desk } from "./desk.js";
import { lineOf } from "./source-lines.js";

/** The line a breakpoint is on: where its state begins, where nothing more is known. */
export function lineOfBreakpoint({ session }: Desk, { line, state }: Breakpoint): number | undefined {
  if (line !== undefined || state === undefined) return line;
  const { read, machine } = session.program;
  const node = machine.nodes.find(({ path }) => path === state) ?? machine.nodes.find(({ name }) => name === state);
  return read && node && lineOf(node, read);
}

/** The lines with breakpoints. */
export const breakpointLines = (desk: Desk): ReadonlySet<number> =>
  new Set(desk.points.list().flatMap((one) => lineOfBreakpoint(desk, one) ?? []));
