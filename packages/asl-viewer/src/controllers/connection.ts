import type { DebugClient, Initialized } from "../debugging/index.js";

/** How a connection with a server stands. */
export type ConnectionState = "connecting" | "open" | "lost" | "over";

/** Seconds before each try to connect again; the last for all that follow. */
const WAITS = [0.5, 1, 2, 4, 8, 15];

/** A connection that is made again when it is lost, each time after a longer while. */
export class Connection {
  state: ConnectionState = "connecting";
  client: DebugClient | undefined;
  /** Why it was lost or is over. */
  reason = "";
  /** Seconds until the next try. */
  wait = 0;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `opened` is called with each new connection before anything is asked on it, `greeted` with what its host has. */
  constructor(
    readonly connect: () => Promise<DebugClient>,
    private readonly hear: {
      opened(client: DebugClient): void;
      greeted(what: Initialized): void;
      changed(): void;
    },
  ) {}

  /** Connects; where that fails, again and again. Settles after the first try. */
  async open(): Promise<void> {
    clearTimeout(this.timer);
    this.set("connecting", this.reason);
    try {
      const client = await this.connect();
      if (this.isOver()) return client.close();
      client.onClose = (reason) => this.lost(reason, client);
      client.on("ended", ({ reason }) => this.end(reason));
      this.client = client;
      this.hear.opened(client);
      const what = await client.initialize();
      this.tries = 0;
      this.set("open", "");
      this.hear.greeted(what);
    } catch (error) {
      if (!this.isOver()) this.again(error instanceof Error ? error.message : String(error));
    }
  }

  /** Why nothing can be asked of the server, in a sentence; undefined while it is there. */
  get away(): string | undefined {
    if (this.state === "open") return undefined;
    return this.isOver()
      ? "The debugger has ended: nothing goes on any more."
      : "Not connected with the debugger: this comes back with the connection.";
  }

  /** Ends it for good. */
  close(): void {
    this.end("closed");
    this.client?.close();
  }

  private isOver(): boolean {
    return this.state === "over";
  }

  private lost(reason: string, client: DebugClient): void {
    if (this.state === "open" && this.client === client) this.again(reason);
  }

  private again(reason: string): void {
    clearTimeout(this.timer);
    this.wait = WAITS[Math.min(this.tries++, WAITS.length - 1)];
    this.timer = setTimeout(() => void this.open(), this.wait * 1000);
    this.set("lost", reason);
  }

  private end(reason: string): void {
    clearTimeout(this.timer);
    this.set("over", reason);
  }

  private set(state: ConnectionState, reason: string): void {
    [this.state, this.reason] = [state, reason];
    this.hear.changed();
  }
}
