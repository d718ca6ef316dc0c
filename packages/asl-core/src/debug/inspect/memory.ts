import { StatusIndex } from "../../history/status.js";
import type { Machine } from "../../machine/machine.js";
import type { Past } from "../past.js";
import type { SceneExecution } from "../scene.js";
import { EventIndex } from "./event-index.js";

/** What inspection remembers of one run, so that a stop costs what is new since the last one. */
export class Memory {
  private readonly indexes: EventIndex[] = [];
  private readonly statuses: StatusIndex[] = [];

  /** The index of an execution's events, as far as the scene knows them. */
  index({ number, events }: SceneExecution): EventIndex {
    return (this.indexes[number] ??= new EventIndex()).update(events);
  }

  /** Statuses of an execution's states. A reloaded machine begins anew. */
  status({ number }: SceneExecution, machine: Machine): StatusIndex {
    const known = this.statuses[number];
    if (known?.machine === machine) return known;
    return (this.statuses[number] = new StatusIndex(machine));
  }
}

const memories = new WeakMap<Past, Memory>();

/** The memory of a past: it lives as long as that. */
export function memoryOf(past: Past): Memory {
  let memory = memories.get(past);
  if (memory === undefined) memories.set(past, (memory = new Memory()));
  return memory;
}
