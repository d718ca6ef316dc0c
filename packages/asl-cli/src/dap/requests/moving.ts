import type { StepKind } from "asl-core/debug";
import type { Asked } from "../asked.js";
import type { Handler } from "../connection.js";
import { ENDED } from "../debuggee.js";
import { Refusal } from "../refusal.js";
import { threadNumbered } from "../stack-view.js";
import type { Handlers } from "./handler.js";

/** The steps that go elsewhere than the next state: as targets of a step into. */
const TARGETS: readonly { kind: StepKind; label: string }[] = [
  { kind: "into", label: "the next state, or into a container" },
  { kind: "stage", label: "the next data stage" },
  { kind: "visit", label: "the next visit of this state" },
  { kind: "iteration", label: "this state in the next iteration" },
  { kind: "error", label: "the next error" },
  { kind: "retry", label: "the next retry" },
];

/** A step forward of a thread; at the end of the run there is nothing to step to. */
const step =
  (kindOf: (asked: Asked) => StepKind): Handler =>
  (connection, asked) => {
    const debuggee = connection.standing();
    const thread = threadNumbered(debuggee, asked.number("threadId"));
    const kind = asked.optionalText("granularity") === "instruction" ? "stage" : kindOf(asked);
    if (debuggee.hasEnded) return asked.after(() => debuggee.tellStop(debuggee.session.stop));
    debuggee.moveAfter(asked, () => debuggee.session.step(kind, thread === ENDED ? undefined : thread));
  };

function targetOf(asked: Asked): StepKind {
  const id = asked.optionalNumber("targetId");
  if (id === undefined) return "into";
  const target = TARGETS[id - 1];
  if (target === undefined) throw new Refusal(`stepIn: there is no target ${id}`);
  return target.kind;
}

/** Forward, back, and elsewhere. */
export const moving: Handlers = {
  continue(connection, asked) {
    const debuggee = connection.standing();
    if (debuggee.hasEnded) asked.after(() => debuggee.terminate());
    else debuggee.moveAfter(asked, () => debuggee.session.continue());
    return { allThreadsContinued: true };
  },

  next: step(() => "over"),
  stepIn: step(targetOf),
  stepOut: step(() => "out"),

  stepInTargets(connection, asked) {
    const debuggee = connection.standing();
    debuggee.frame(asked.number("frameId"));
    return { targets: TARGETS.map(({ label }, index) => ({ id: index + 1, label })) };
  },

  stepBack(connection, asked) {
    const debuggee = connection.standing();
    const kind = asked.optionalText("granularity") === "instruction" ? "stage" : "over";
    debuggee.moveAfter(asked, () => debuggee.session.back(kind));
  },

  reverseContinue(connection, asked) {
    const debuggee = connection.standing();
    debuggee.moveAfter(asked, () => debuggee.session.reverse());
  },

  pause(connection, asked) {
    const debuggee = connection.need();
    asked.after(() => {
      if (debuggee.desk.isBusy) debuggee.session.pause();
      else debuggee.tellPause();
    });
  },

  /** Back to where the frame entered its state: what happened since can happen again, or otherwise. */
  restartFrame(connection, asked) {
    const debuggee = connection.standing();
    const { step: entered, id } = debuggee.frame(asked.number("frameId"));
    if (id === ENDED) throw new Refusal("the run has ended: step back instead");
    debuggee.moveAfter(asked, () => debuggee.session.goTo({ step: entered, stage: 0 }));
  },

  /** The states on a line: the thread's frame can be sent there. */
  gotoTargets(connection, asked) {
    const { map, source } = connection.standing();
    const given = asked.object("source");
    const isMeant = source.isMeant({
      path: given.optionalText("path"),
      reference: given.optionalNumber("sourceReference"),
    });
    if (!isMeant) return { targets: [] };
    const nodes = map.statesAt(connection.ownLine(asked.number("line")), connection.ownColumn(asked));
    const targets = nodes.flatMap(({ index, name, path }) => {
      const start = map.rangeOf(path)?.start;
      const place = start && { line: connection.line(start.line), column: connection.column(start.column) };
      return place === undefined ? [] : [{ id: index + 1, label: name, ...place }];
    });
    return { targets };
  },

  goto(connection, asked) {
    const debuggee = connection.standing();
    const { session, map } = debuggee;
    const thread = threadNumbered(debuggee, asked.number("threadId"));
    const node = map.machine.nodes[asked.number("targetId") - 1];
    if (node === undefined) throw new Refusal("goto: there is no such target");
    if (thread === ENDED) throw new Refusal("the run has ended: step back before a jump");
    const frame = session.stack(thread).find(({ state }) => map.blockOf(state) === node.block);
    if (frame === undefined)
      throw new Refusal(`${node.path} is in another block: a thread stays in the blocks it is in`);
    const stop = session.jump(frame.id, node.path);
    asked.after(() => debuggee.tellStop({ ...stop, reason: "goto" }));
  },
};
