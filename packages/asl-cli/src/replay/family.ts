import { type Machine, own, type RecordedHistory } from "asl-core";
import type { LoadedDefinition } from "../run/definition.js";
import { machineFor } from "./machine.js";
import type { CheckedOptions } from "./options.js";
import type { Recording } from "./recording.js";

/** What is kept of an execution that has run distributed Maps: which child executions can be its own. */
interface Parent {
  /** Of its state machine, where the recording names it. */
  readonly name: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * Which recordings are of child executions of distributed Maps, and whose: by their ARNs (`execution:Machine/Label:name`), or
 * by the state they begin with; begun while the parent ran. They are no rows of their own: they serve their parents.
 */
export class Family {
  private readonly children: RecordedHistory[] = [];
  private readonly parents: Parent[] = [];
  private readonly starts = new Set<string>();

  /** Looks through all recordings once; only what may be a child is kept. Linear in their events. */
  constructor(
    recordings: Iterable<Recording>,
    private readonly named: LoadedDefinition | undefined,
    options: Pick<CheckedOptions, "type">,
  ) {
    for (const name of named === undefined ? [] : childStarts(named.machine)) this.starts.add(name);
    for (const { history } of recordings) {
      if (history === undefined) continue;
      const machine =
        named === undefined && history.definition !== undefined ? ownMachine(history, options) : undefined;
      for (const name of machine === undefined ? [] : childStarts(machine)) this.starts.add(name);
      if (history.events.some(({ type }) => type === "MapRunStarted")) this.parents.push(parentIn(history));
      if (mayBeChild(history, named)) this.children.push(history);
    }
  }

  /** Whether a recording is that of a child execution whose parent is here, too. */
  isChild({ history }: Recording): boolean {
    return history !== undefined && this.looksSo(history) && this.parents.some((parent) => fits(history, parent));
  }

  /** Whether it is a child execution's, and its parent is not here: alone it cannot be replayed. */
  isOrphan(recording: Recording): boolean {
    return recording.history !== undefined && this.looksSo(recording.history) && !this.isChild(recording);
  }

  /** The child executions an execution may have had. */
  of(history: RecordedHistory): RecordedHistory[] {
    const parent = parentIn(history);
    return this.children.filter((child) => child !== history && this.looksSo(child) && fits(child, parent));
  }

  private looksSo(history: RecordedHistory): boolean {
    return isNamedChild(history) || (mayBeChild(history, this.named) && this.starts.has(firstState(history) ?? ""));
  }
}

/** A child execution's history brings no definition of its own. */
const mayBeChild = (history: RecordedHistory, named: LoadedDefinition | undefined): boolean =>
  isNamedChild(history) ||
  (history.executionArn === null &&
    (named === undefined
      ? history.definition === undefined
      : named.machine.nodes[named.machine.blocks[0].start].name !== firstState(history)));

const isNamedChild = ({ executionArn }: RecordedHistory): boolean =>
  executionArn?.split(":")[6]?.includes("/") ?? false;

/** The states that the processors of a machine's distributed Maps begin with. */
const childStarts = ({ nodes, blocks }: Machine): string[] =>
  nodes.flatMap((node) =>
    node.kind === "Map" && node.distributed !== null ? [nodes[blocks[node.processor].start].name] : [],
  );

function ownMachine(history: RecordedHistory, options: Pick<CheckedOptions, "type">): Machine | undefined {
  const on = machineFor(history, undefined, options);
  return "machine" in on ? on.machine : undefined;
}

function firstState({ events }: RecordedHistory): string | undefined {
  const entered = events.find(({ type }) => type.endsWith("StateEntered"))?.stateEnteredEventDetails;
  const name = own(entered ?? {}, "name");
  return typeof name === "string" ? name : undefined;
}

const machineName = ({ executionArn }: RecordedHistory): string | undefined =>
  executionArn?.split(":")[6]?.replace(/\/.*/, "");

const parentIn = (history: RecordedHistory): Parent => ({
  name: machineName(history),
  from: history.events[0].timestamp,
  to: history.events[history.events.length - 1].timestamp,
});

function fits(child: RecordedHistory, { name, from, to }: Parent): boolean {
  const other = machineName(child);
  const at = child.events[0].timestamp;
  return (
    (name === undefined || other === undefined || name === other) &&
    (at === 0 || from === 0 || (from <= at && at <= to))
  );
}
