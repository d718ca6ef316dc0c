import { ProgressEndEvent, ProgressStartEvent, ProgressUpdateEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";

/** Milliseconds before a run is worth a word, and between two words. */
const PATIENCE = 700;

let last = 0;

/** Shows in clients that can show it that a run goes on, and how far it is. */
export class Progress {
  private readonly id = `run ${++last}`;
  private readonly timer: NodeJS.Timeout;
  private isShown = false;

  constructor(
    private readonly send: (event: DebugProtocol.Event) => void,
    private readonly message: () => string,
  ) {
    this.timer = setInterval(() => this.tell(), PATIENCE);
    this.timer.unref();
  }

  private tell(): void {
    if (this.isShown) return this.send(new ProgressUpdateEvent(this.id, this.message()));
    this.isShown = true;
    const start = new ProgressStartEvent(
      this.id,
      "Running the state machine",
      this.message(),
    ) as DebugProtocol.ProgressStartEvent;
    start.body.cancellable = true;
    this.send(start);
  }

  /** Whether this is the progress a client means. */
  isMeant(id: string): boolean {
    return this.isShown && id === this.id;
  }

  end(): void {
    clearInterval(this.timer);
    if (this.isShown) this.send(new ProgressEndEvent(this.id));
    this.isShown = false;
  }
}
