import { channelPair } from "./channel.js";
import { DebugClient } from "./client.js";

/** What makes tests of executions: with the interpreter, since a test is made with a machine. */
export const loadTests = () => import("./tests.js");

/** A client whose host runs in this page, of which nothing is debugged yet: call `start`. Loads the interpreter. */
export async function debugInPage(): Promise<DebugClient> {
  const { DebugHost } = await import("./host/index.js");
  const [here, there] = channelPair();
  new DebugHost({ starts: true, longest: Number.POSITIVE_INFINITY }).connect(there);
  return new DebugClient(here);
}
