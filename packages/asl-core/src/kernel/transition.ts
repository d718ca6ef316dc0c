import type { Machine } from "../machine/machine.js";
import { advance } from "./advance.js";
import type { Command } from "./command.js";
import type { Event } from "./event.js";
import type { Execution } from "./execution.js";
import type { Input } from "./input.js";
import { copy } from "./snapshot.js";

/** What one turn gives. */
export interface Transition {
  next: Execution;
  events: Event[];
  commands: Command[];
}

/** `advance` without touching `snapshot`: same machine, snapshot and input give the same next snapshot, events, commands. */
export function transition(machine: Machine, snapshot: Execution, input?: Input): Transition {
  const next = copy(snapshot);
  const events: Event[] = [];
  const commands: Command[] = [];
  const io = {
    event: (event: Event) => void events.push(event),
    command: (command: Command) => void commands.push(command),
  };
  advance(machine, next, io, input);
  return { next, events, commands };
}
