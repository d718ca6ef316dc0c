import type { DebugProtocol } from "@vscode/debugprotocol";
import { printable, type Range } from "asl-core";
import type { StackFrame, ThreadId } from "asl-core/debug";
import { stageLabel } from "../debug/stage-name.js";
import type { Client } from "./client.js";
import { type Debuggee, ENDED } from "./debuggee.js";
import { Refusal } from "./refusal.js";
import type { SourceMap } from "./source-map.js";

/** Every place where the run is; where it is over, one that stands for its end. */
export function threadsOf({ session, threads }: Debuggee): DebugProtocol.Thread[] {
  const live = session.threads().map(({ id, name, state, answered }) => ({
    id: threads.numberOf(id),
    name: `${printable(name)}: ${printable(state)}${answered ? " (answered, to be taken up)" : ""}`,
  }));
  if (live.length > 0) return live;
  return [{ id: threads.numberOf(ENDED), name: `execution: ${session.status}` }];
}

/** A thread by the client's number. Throws Refusal where it is not live. */
export function threadNumbered({ session, threads }: Debuggee, number: number): ThreadId {
  const id = threads.nameOf(number);
  const live = session.threads();
  if (id === ENDED && live.length === 0) return id;
  if (id === undefined || !live.some((thread) => thread.id === id))
    throw new Refusal(`there is no thread ${number} here`);
  return id;
}

/** A part of a stack. */
export function stackOf(
  debuggee: Debuggee,
  client: Client,
  thread: ThreadId,
  start: number,
  levels: number | undefined,
) {
  const all = thread === ENDED ? [endFrame(debuggee)] : debuggee.session.stack(thread);
  const end = levels ? start + levels : all.length;
  return {
    stackFrames: all.slice(start, end).map((frame, index) => describe(debuggee, client, frame, start + index === 0)),
    totalFrames: all.length,
  };
}

function describe(debuggee: Debuggee, client: Client, frame: StackFrame, isTop: boolean): DebugProtocol.StackFrame {
  const { map, source, frames, session } = debuggee;
  const isHere = isTop && frame.id === session.stop.thread;
  const stage = isHere && session.position.stage > 0 ? session.stages(frame.id).at(-1)?.stage : undefined;
  const hit = isHere ? placeHit(debuggee, client, frame) : undefined;
  const range = map.rangeOf(frame.state, stage) ?? map.beginning;
  return {
    id: frames.add(frame),
    name: nameOf(frame, stage === undefined ? "" : ` after ${stageLabel(stage)}`),
    source: source.describe(client.wantsUris),
    ...(hit ?? place(client, range)),
    canRestart: frame.id !== ENDED,
    presentationHint: "normal",
  };
}

/** The place of the breakpoint that has been hit, inside the frame's state. */
function placeHit({ session, map }: Debuggee, client: Client, { state }: StackFrame) {
  const { reason, breakpoints: ids = [] } = session.stop;
  if (reason !== "breakpoint") return undefined;
  const hit = session.breakpoints.list().find(({ id, line, column }) => {
    return ids.includes(id) && line !== undefined && map.isOf(state, line, column);
  });
  return hit && { line: client.line(hit.line!), column: client.column(hit.column ?? columnIn(map, state, hit.line!)) };
}

/** Where a state begins on a line, else the beginning of the line. */
function columnIn(map: SourceMap, state: string, line: number): number {
  const start = map.rangeOf(state)?.start;
  return start?.line === line ? start.column : 1;
}

const place = (client: Client, range: Range | undefined) => ({
  line: range === undefined ? 0 : client.line(range.start.line),
  column: range === undefined ? 0 : client.column(range.start.column),
});

function nameOf({ id, name, block, visit, phase }: StackFrame, stage: string): string {
  if (id === ENDED) return name;
  const within = block === "execution" ? "" : `, ${printable(block)}`;
  const again = visit > 1 ? `, visit ${visit}` : "";
  return `${phase === "enter" && stage === "" ? "before " : ""}${printable(name)}${stage}${within}${again}`;
}

/** The end of a run as a frame: where it ended, with what it came to. */
export function endFrame({ session }: Debuggee): StackFrame {
  const { nodes } = session.program.machine;
  const last = session.events(0).findLast(({ node }) => node >= 0);
  const node = nodes[last?.node ?? 0];
  return {
    ...{ id: ENDED, thread: ENDED, state: node.path, block: "execution", type: node.kind, phase: "resume" },
    ...{ execution: 0, iteration: [], visit: 1, enteredAt: session.scene.now, step: session.position.step },
    name: `${session.status} in ${printable(node.name)}`,
  };
}
