import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SourceError } from "../timeline/index.js";
import { refusalOf } from "./refusal.js";

/** What is opened, and why the last of it was refused. */
export class Opening implements ReactiveController {
  /** Undefined where it was not. */
  fault: SourceError | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Does what opens something. Fulfils with whether it did; where it is refused, the page is told why. */
  async by(work: () => Promise<void>, name: string): Promise<boolean> {
    try {
      await work();
      this.say(undefined);
      return true;
    } catch (error) {
      const refusal = refusalOf(error, name);
      if (refusal !== undefined) this.refuse(refusal);
      return false;
    }
  }

  /** Closes the message; false where there is none. */
  readonly dismiss = (): boolean => {
    const isThere = this.fault !== undefined;
    this.say(undefined);
    return isThere;
  };

  private refuse(refusal: SourceError): void {
    this.say(refusal);
    const { message, hint } = refusal;
    this.host.dispatchEvent(
      new CustomEvent("asl-refused", { detail: { message, hint }, bubbles: true, composed: true }),
    );
  }

  private say(fault: SourceError | undefined): void {
    this.fault = fault;
    this.host.requestUpdate();
  }
}
