import type { Readable, Writable } from "node:stream";
import { DebugClient } from "@vscode/debugadapter-testsupport";

/** The library's client on streams that are there already. */
export class ConnectedClient extends DebugClient {
  constructor(output: Readable, input: Writable) {
    super("node", "asl dap", "asl");
    this.defaultTimeout = 15_000;
    this.connect(output, input);
  }
}
