import type { Channel } from "../channel.js";

/** What a host is given. */
export interface HostOptions {
  /** Whether clients may call `start`. */
  readonly starts?: boolean;
}

/** Puts a debug session behind the protocol. */
export class DebugHost {
  constructor(readonly options: HostOptions) {}

  /** Serves one more client. */
  connect(_channel: Channel): void {}
}
