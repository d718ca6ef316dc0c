import type { Breakpoint, BreakpointSpec } from "asl-core/debug";
import type { Drawn } from "../timeline/index.js";
import type { Workbench } from "./debuggable.js";
import { textOf } from "./drawn-text.js";

/**
 * What a host says of breakpoints in a definition of which no run is begun, so that a mistake in them is seen before. Undefined
 * where they hold nothing that a person writes, or where the definition cannot be debugged: beginning a run says why.
 */
export async function tryBreakpoints(
  drawn: Drawn | undefined,
  specs: readonly BreakpointSpec[],
  load: () => Promise<Workbench>,
): Promise<readonly Breakpoint[] | undefined> {
  if (drawn === undefined || !specs.some(isWritten)) return undefined;
  const client = await (await load()).debugInPage();
  try {
    await client.start({ kind: "definition", ...(await textOf(drawn)) });
    return await client.breakpoints(specs);
  } catch {
    return undefined;
  } finally {
    client.close();
  }
}

const isWritten = ({ condition, hitCondition, log }: BreakpointSpec): boolean =>
  (condition ?? hitCondition ?? log) !== undefined;
