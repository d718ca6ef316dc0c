import type { DebugProtocol } from "@vscode/debugprotocol";

/** The other side of a connection, as it has described itself. */
export interface Client {
  send(event: DebugProtocol.Event): void;
  /** The run is over: nothing of it is asked for any more. */
  letGo(): void;
  /** Resolves once what was sent is on its way, or the client has gone. */
  hasTaken(): Promise<void>;
  /** A line, or a column, of ours as the client counts them. */
  line(ours: number): number;
  column(ours: number): number;
  /** A line of the client's as we count them: from 1. */
  ownLine(theirs: number): number;
  /** Whether files are named by URIs. */
  readonly wantsUris: boolean;
  readonly knowsProgress: boolean;
  readonly knowsInvalidation: boolean;
}
