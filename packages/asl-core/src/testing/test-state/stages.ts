import type { Json } from "../../json.js";
import type { Stage } from "../../kernel/index.js";

/** The stages a state's data has gone through, as the kernel tells them. */
export class Stages {
  private readonly values = new Map<Stage, Json>();
  /** What ItemSelector made of each item, in order. */
  readonly selected: Json[] = [];

  add(stage: Stage, value: Json): void {
    if (stage === "afterItemSelector") this.selected.push(value);
    else this.values.set(stage, value);
  }

  /** The value of a stage, undefined where the state did not come so far. */
  get(stage: Stage): Json | undefined {
    return this.values.get(stage);
  }
}
