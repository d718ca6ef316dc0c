import type { DebugProtocol } from "@vscode/debugprotocol";
import { isObject, own, type Stage } from "asl-core";
import type { BreakpointSpec, FrameId } from "asl-core/debug";
import { breakpointIn } from "../../debug/breakpoint-text.js";
import { Mistake } from "../../debug/mistake.js";
import type { Asked } from "../asked.js";
import type { Group, Known } from "../breakpoint-sets.js";
import type { Connection } from "../connection.js";
import { dataBreakpoint, dataIdOf, SCOPE_STAGES } from "../data-breakpoints.js";
import { type Debuggee, ENDED } from "../debuggee.js";
import { keyOf } from "../definition-source.js";
import { type Filter, specsOf } from "../exception-filters.js";
import { assignableIn } from "../expression-names.js";
import { Refusal } from "../refusal.js";
import type { Handlers } from "./handler.js";

/** Where a run stops. */
export const breaking: Handlers = {
  setBreakpoints(connection, asked) {
    const source = asked.object("source");
    const { debuggee } = connection;
    const meant = { path: source.optionalText("path"), reference: source.optionalNumber("sourceReference") };
    const group: Group = `file:${meant.path === undefined ? `#${meant.reference ?? ""}` : keyOf(meant.path)}`;
    const given = asked.objects("breakpoints").map((one) => attempt(() => lineSpec(connection, one)));
    const specs = given.flatMap(({ spec }) => spec ?? []);
    const isHere = debuggee === undefined || debuggee.source.isMeant(meant);
    if (!isHere)
      return {
        breakpoints: given.map(({ spec, fault }) =>
          spec ? elsewhere(connection, debuggee, spec.line!) : unverified(fault),
        ),
      };
    const known = set(connection, group, specs);
    let next = 0;
    return {
      breakpoints: given.map(({ spec, fault }) => {
        const mine = spec && known[next++];
        return mine === undefined ? unverified(fault) : { ...connection.told(mine), source: shown(connection) };
      }),
    };
  },

  setFunctionBreakpoints(connection, asked) {
    const specs = asked
      .objects("breakpoints")
      .map((one) => ({ ...namedSpec(connection, one.text("name")), ...conditions(one) }));
    return { breakpoints: set(connection, "functions", specs).map((known) => connection.told(known)) };
  },

  setDataBreakpoints(connection, asked) {
    const faults: (string | undefined)[] = [];
    const specs = asked.objects("breakpoints").map((one, index): BreakpointSpec[] => {
      try {
        return [dataBreakpoint(one)];
      } catch (error) {
        faults[index] = (error as Error).message;
        return [];
      }
    });
    const known = set(connection, "data", specs.flat());
    let next = 0;
    const breakpoints = specs.map((made, index) => {
      const mine = made.length === 0 ? undefined : known[next++];
      return mine === undefined ? { verified: false, message: faults[index] } : connection.told(mine);
    });
    return { breakpoints };
  },

  /** Breakpoints are given for the filters in the order of the request: `filters`, then `filterOptions`. */
  setExceptionBreakpoints(connection, asked) {
    const filters: Filter[] = [
      ...asked.texts("filters").map((id) => ({ id, condition: undefined })),
      ...asked
        .objects("filterOptions")
        .map((one) => ({ id: one.text("filterId"), condition: one.optionalText("condition") })),
    ];
    const faults: (string | undefined)[] = [];
    const specs = filters.map((filter, index): BreakpointSpec[] => {
      try {
        return specsOf(filter);
      } catch (error) {
        faults[index] = (error as Error).message;
        return [];
      }
    });
    const known = set(connection, "exceptions", specs.flat());
    let next = 0;
    const breakpoints = specs.map((made, index) => {
      const mine = known.slice(next, (next += made.length));
      const wrong = faults[index] ?? mine.find(({ verified }) => !verified)?.message;
      return { verified: mine.length > 0 && wrong === undefined, ...(wrong !== undefined && { message: wrong }) };
    });
    return { breakpoints };
  },

  /** States, fields and rules, with their columns: several may stand on one line. */
  breakpointLocations(connection, asked) {
    const { map, source } = connection.need();
    const given = asked.object("source");
    if (!source.isMeant({ path: given.optionalText("path"), reference: given.optionalNumber("sourceReference") }))
      return { breakpoints: [] };
    const isWanted = within(connection, asked);
    const first = connection.ownLine(asked.number("line"));
    const last = connection.ownLine(asked.optionalNumber("endLine") ?? asked.number("line"));
    const starts = map.places(first, last).map(({ start }) => start);
    const breakpoints = starts.filter(isWanted).map(({ line, column }) => ({
      line: connection.line(line),
      column: connection.column(column),
    }));
    return { breakpoints };
  },

  /** A value of a scope that a data stage gives, or one in the list of data stages. */
  dataBreakpointInfo(connection, asked) {
    const debuggee = connection.standing();
    const found = dataId(debuggee, asked);
    if (found === undefined)
      return { dataId: null, description: "No data stage gives this value: there is nothing to stop at" };
    return { dataId: found.id, description: found.description, accessTypes: ["write"], canPersist: true };
  },
};

/** A breakpoint as it was asked for, or what is wrong with it: the others are set all the same. */
function attempt(read: () => BreakpointSpec): { spec?: BreakpointSpec; fault?: string } {
  try {
    return { spec: read() };
  } catch (error) {
    if (error instanceof Refusal) return { fault: error.message };
    throw error;
  }
}

const unverified = (message = "it is not set while nothing stops") => ({ verified: false, message });

/** Whether a place of the lines that are asked for is between their columns, too. Without them all are. */
function within(connection: Connection, asked: Asked): (place: { line: number; column: number }) => boolean {
  const first = connection.ownLine(asked.number("line"));
  const last = connection.ownLine(asked.optionalNumber("endLine") ?? asked.number("line"));
  const from = connection.ownColumn(asked) ?? 1;
  const to = connection.ownColumn(asked, "endColumn") ?? Number.POSITIVE_INFINITY;
  return ({ line, column }) => (line !== first || column >= from) && (line !== last || column <= to);
}

/** A state, or any place the command `break` takes. */
function namedSpec({ debuggee }: Connection, name: string): BreakpointSpec {
  if (debuggee === undefined) return { state: name };
  try {
    return breakpointIn(name, debuggee.session.program);
  } catch (error) {
    if (error instanceof Mistake) return { state: name };
    throw error;
  }
}

function lineSpec(connection: Connection, one: Asked): BreakpointSpec {
  const log = one.optionalText("logMessage");
  const written = one.value("line");
  const line =
    typeof written === "number" && written < 1 ? connection.ownLine(written) : connection.ownLine(one.number("line"));
  if (line < 1) throw new Refusal(`there is no line ${String(written)}`);
  const column = connection.ownColumn(one);
  return { line, ...(column !== undefined && { column }), ...conditions(one), ...(log && { log }) };
}

/** Empty texts count as none. */
function conditions(one: Asked): Pick<BreakpointSpec, "condition" | "hitCondition"> {
  const condition = one.optionalText("condition")?.trim();
  const hitCondition = one.optionalText("hitCondition")?.trim();
  return { ...(condition && { condition }), ...(hitCondition && { hitCondition }) };
}

/** Sets them where something is debugged, else keeps them until then. */
function set(connection: Connection, group: Group, specs: readonly BreakpointSpec[]): Known[] {
  const { debuggee } = connection;
  return ((debuggee ?? connection.former)?.breakpoints ?? connection.waitingBreakpoints).set(
    group,
    debuggee?.plan.noDebug ? [] : specs,
  );
}

const shown = ({ debuggee, wantsUris }: Connection) => debuggee?.source.describe(wantsUris);

function elsewhere(connection: Connection, { source }: Debuggee, line: number): DebugProtocol.Breakpoint {
  const message = `this file is not what is debugged, which is ${source.path ?? source.name}`;
  return { verified: false, message, line: connection.line(line) };
}

function dataId(debuggee: Debuggee, asked: Asked): { id: string; description: string } | undefined {
  const name = asked.text("name");
  const container = asked.optionalNumber("variablesReference");
  if (container !== undefined) {
    const found = debuggee.references.get(container);
    if (found === undefined) throw new Refusal("the run has moved on: ask for the variables again");
    const member = found.home === undefined ? found.members().find((one) => one.name === name) : undefined;
    if (member?.dataId !== undefined) return { id: member.dataId, description: `after ${name}` };
    const scope = found.home?.scope ?? member?.home?.scope;
    const frame = found.home?.frame ?? member?.home?.frame;
    return scope === undefined || frame === undefined ? undefined : scopeDataId(debuggee, frame, scope);
  }
  const frame = debuggee.frameId(asked.optionalNumber("frameId"));
  return frame === undefined ? undefined : scopeDataId(debuggee, frame, scopeNamed(debuggee, frame, name));
}

/** The scope that is meant by its own name, by an expression, or by the name of a variable. */
function scopeNamed({ session }: Debuggee, frame: FrameId, name: string): string {
  if (frame === ENDED || Object.hasOwn(SCOPE_STAGES, name)) return name;
  const plain = name.replace(/^\$/, "");
  const isVariable = session
    .scopes(frame)
    .some(({ name: scope, value }) => scope === "Variables" && isObject(value) && own(value, plain) !== undefined);
  if (isVariable) return "Variables";
  try {
    return assignableIn(name).scope;
  } catch {
    return name;
  }
}

/** The stage of a frame's state that gives a scope, where this visit has come to it. */
function scopeDataId(
  { session }: Debuggee,
  frame: string,
  scope: string,
): { id: string; description: string } | undefined {
  if (frame === ENDED) return undefined;
  const wanted: readonly Stage[] = Object.hasOwn(SCOPE_STAGES, scope) ? SCOPE_STAGES[scope] : [];
  const [top] = session.threads().flatMap(({ id }) => session.stack(id).filter((one) => one.id === frame));
  if (top === undefined || wanted.length === 0) return undefined;
  const seen = session.stages(frame).map(({ stage }) => stage);
  const stage = wanted.find((one) => seen.includes(one)) ?? wanted[0];
  return { id: dataIdOf(top.state, stage), description: `${scope} of ${top.name}` };
}
