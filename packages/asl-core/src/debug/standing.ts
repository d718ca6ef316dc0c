import type { Delivery } from "../drivers/ledger.js";
import type { Standing } from "../drivers/resumable.js";
import type { NodeIndex } from "../machine/machine.js";
import { movedNode } from "./reload.js";
import type { Stand } from "./stand.js";
import type { Tape } from "./tape.js";

/** What a driver must know to carry a run on from the end of its tape. `stand`: that end. O(tasks and deliveries of the run). */
export function standingOf(tape: Tape, stand: Stand, isScheduled: boolean): Standing {
  return {
    now: stand.now,
    executions: tape.tracks.map(({ execution, events, birth, iteration }) => ({
      execution,
      events,
      origin: birth && { ...birth, iteration },
    })),
    deliveries: tape.deliveries.outstanding().map((delivery) => moved(tape, delivery)),
    lanes: isScheduled ? tape.deliveries.lanes() : [],
    calls: callsOf(tape),
    turn: stand.turn && { execution: stand.turn.execution, commands: stand.turn.commands() },
  };
}

/** What was asked for before a reload names the same state of the machine that applies now. */
function moved(tape: Tape, delivery: Delivery): Delivery {
  const { what, place } = delivery;
  if (what.type !== "ScheduleTask") return delivery;
  const from = tape.machineAt(tape.deliveries.askedAt(place));
  return { ...delivery, what: { ...what, node: movedNode(what.node, from, tape.machineAt(tape.length)) } };
}

function callsOf(tape: Tape): Map<NodeIndex, number> {
  const { asked } = tape;
  const machine = tape.machineAt(tape.length);
  const calls = new Map<NodeIndex, number>();
  for (let i = 0; i < asked.nodes.length; i++) {
    const node = movedNode(asked.nodes.at(i)!, tape.machineAt(asked.steps.at(i)!), machine);
    calls.set(node, (calls.get(node) ?? 0) + 1);
  }
  return calls;
}
