import { pending } from "../drivers/handler.js";
import type { Loaded } from "./load.js";
import type { TestOptions } from "./options.js";
import type { TestRun } from "./run.js";
import { Trial } from "./trial.js";

/** A run whose time the test moves. */
export class TestSession {
  private readonly trial: Trial;

  constructor(loaded: Loaded, options: TestOptions) {
    this.trial = new Trial(loaded, options, () => pending());
  }

  /** The run so far. */
  run(): TestRun {
    return this.trial.result();
  }
}
