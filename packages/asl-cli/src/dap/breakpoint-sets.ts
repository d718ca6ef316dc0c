import type { Breakpoint, BreakpointSpec, DebugSession } from "asl-core/debug";

/** The kinds of breakpoints clients set, each kind or file as a whole. */
export type Group = "functions" | "data" | "exceptions" | `file:${string}`;

/** A breakpoint as a client knows it. */
export interface Known {
  /** The client's number for it, the same in every session. */
  readonly id: number;
  readonly verified: boolean;
  readonly message?: string;
  readonly line?: number;
  /** Where it was set by one. */
  readonly column?: number;
}

interface Entry {
  readonly id: number;
  readonly spec: BreakpointSpec;
  /** As the session knows it; undefined where there is none, or it would not take it. */
  made: Breakpoint | undefined;
  problem: string | undefined;
}

/**
 * Breakpoints as a client sets them, and what a session makes of them. Those that a client sets again as they were keep their
 * number and their count of hits.
 */
export class BreakpointSets {
  private readonly groups = new Map<Group, Entry[]>();
  private session: DebugSession | undefined;
  private last = 0;

  /** Replaces the breakpoints of a group. The answers are in the order of `specs`. */
  set(group: Group, specs: readonly BreakpointSpec[]): Known[] {
    const before = this.groups.get(group) ?? [];
    const entries = specs.map((spec) => this.again(before, spec) ?? this.added(spec));
    for (const { made } of before) if (made !== undefined) this.session?.breakpoints.remove(made.id);
    this.groups.set(group, entries);
    return entries.map(known);
  }

  /** Takes an entry out of those before, where it is asked for once more. */
  private again(before: Entry[], spec: BreakpointSpec): Entry | undefined {
    const wanted = JSON.stringify(spec);
    const index = before.findIndex((entry) => JSON.stringify(entry.spec) === wanted);
    return index < 0 ? undefined : before.splice(index, 1)[0];
  }

  private added(spec: BreakpointSpec): Entry {
    const entry: Entry = { id: ++this.last, spec, made: undefined, problem: undefined };
    this.make(entry);
    return entry;
  }

  private make(entry: Entry): void {
    entry.made = undefined;
    entry.problem = undefined;
    if (this.session === undefined) return;
    try {
      entry.made = this.session.breakpoints.add(entry.spec);
    } catch (error) {
      entry.problem = (error as Error).message;
    }
  }

  /** Sets all of them in another session, where it does not have them from the one before. */
  carryOver(session: DebugSession): void {
    this.session = session;
    const there = session.breakpoints.list();
    for (const entry of this.entries()) {
      const index = there.findIndex((made) => isMadeOf(made, entry));
      if (index < 0) this.make(entry);
      else entry.made = there.splice(index, 1)[0];
    }
  }

  /** Keeps what was set, and nothing of the session. */
  letGo(): void {
    this.session = undefined;
    for (const entry of this.entries()) entry.made = undefined;
  }

  /** All of them, as they are in the session. */
  all(): Known[] {
    return this.entries().map(known);
  }

  private entries(): Entry[] {
    return [...this.groups.values()].flat();
  }

  /** The client's number for a breakpoint of the session, and its group; undefined for one it did not set. */
  find(made: number): { readonly id: number; readonly group: Group } | undefined {
    for (const [group, entries] of this.groups) {
      const entry = entries.find((one) => one.made?.id === made);
      if (entry !== undefined) return { id: entry.id, group };
    }
    return undefined;
  }
}

/** Whether a breakpoint is that of an entry: a place that was named by a column may have moved to where it really is. */
const isMadeOf = (made: Breakpoint, { spec, made: last }: Entry): boolean =>
  (Object.keys(spec) as (keyof BreakpointSpec)[]).every((name) => made[name] === (last ?? spec)[name]);

function known({ id, made, problem, spec }: Entry): Known {
  if (made === undefined)
    return { id, verified: false, message: problem ?? "nothing is debugged yet", ...placeIn(spec) };
  const { verified, message } = made;
  return { id, verified, ...(message !== undefined && { message }), ...placeIn(made) };
}

const placeIn = ({ line, column }: BreakpointSpec): Pick<Known, "line" | "column"> => ({
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});
