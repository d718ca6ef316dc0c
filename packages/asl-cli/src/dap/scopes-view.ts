import type { DebugProtocol } from "@vscode/debugprotocol";
import { isObject, type Json, type JsonObject, toPointer } from "asl-core";
import type { DebugSession, FrameId, Retries, Scope, StackFrame } from "asl-core/debug";
import { stageLabel } from "../debug/stage-name.js";
import { type Container, containerOf, group, type Home, isContainer, type Member } from "./container.js";
import { dataIdOf } from "./data-breakpoints.js";
import { SCOPE_EXPRESSIONS } from "./expression-names.js";
import type { References } from "./references.js";
import { countsOf } from "./value-view.js";

const HINTS: Partial<Record<Scope["name"], string>> = {
  Input: "arguments",
  Variables: "locals",
  Result: "returnValue",
  Output: "returnValue",
};

/** The groups of values of a frame: its scopes, then the value after each data stage, then its failed tries. */
export function scopesOf(
  session: DebugSession,
  frame: StackFrame,
  references: References<Container>,
): DebugProtocol.Scope[] {
  const node = session.program.machine.nodes.find(({ path }) => path === frame.state);
  const jsonata = node?.jsonata ?? false;
  const scopes = session.scopes(frame.id).map((scope) => ({
    name: scope.level === undefined ? scope.name : `${scope.name} of ${scope.level}`,
    presentationHint: HINTS[scope.name],
    container: scopeContainer(scope, frame.id, jsonata),
    expensive: false,
  }));
  return [...scopes, stagesScope(session, frame), ...triesScope(session, frame)].map((scope) =>
    describe(scope, references),
  );
}

interface View {
  readonly name: string;
  readonly presentationHint?: string;
  readonly container: Container;
  /** Opened only where somebody asks: it takes time. */
  readonly expensive: boolean;
}

/** One scope as the protocol describes it, to be opened by its reference. */
export const describe = (
  { name, presentationHint, container, expensive }: View,
  references: References<Container>,
): DebugProtocol.Scope => ({
  name,
  ...(presentationHint !== undefined && { presentationHint }),
  variablesReference: references.add(container),
  ...countsOf(container),
  expensive,
});

function scopeContainer({ name, value, editable, frame }: Scope, own: FrameId, jsonata: boolean): Container {
  const home: Home = {
    frame: name === "Variables" ? (frame ?? own) : own,
    scope: name,
    pointer: "",
    editable,
    expression: SCOPE_EXPRESSIONS[name],
    jsonata,
  };
  if (name === "Variables" && isObject(value)) return variables(value, home);
  return wholeContainer(name, value, home);
}

/** A value as a scope: what is neither list nor object is shown as its only member. */
export const wholeContainer = (name: string, value: Json, home?: Home): Container =>
  isContainer(value) ? containerOf(value, home) : group(1, () => [{ name: name.toLowerCase(), value, home }]);

function variables(value: JsonObject, home: Home): Container {
  const names = Object.keys(value);
  const member = (name: string): Member => ({
    name,
    value: value[name],
    home: { ...home, pointer: toPointer([name]), expression: `$${name}` },
  });
  return { size: names.length, home, members: () => names.map(member) };
}

/** Each stage is a place where the run can be made to stop. */
function stagesScope(session: DebugSession, { id, state }: StackFrame): View {
  const members = (): Member[] =>
    session.stages(id).map(({ stage, value, item }) => ({
      name: `${stageLabel(stage)}${item === undefined ? "" : ` ${item}`}`,
      value,
      dataId: dataIdOf(state, stage),
    }));
  return { name: "Data stages", container: group(members().length, members), expensive: true };
}

function triesScope(session: DebugSession, { id }: StackFrame): View[] {
  const found = session.retries(id);
  if (found.attempts.length === 0 && found.remaining.length === 0) return [];
  return [{ name: "Retries", container: triesContainer(found), expensive: true }];
}

/** The retry ladder as plain values. */
function triesContainer({ attempts, remaining, in: left }: Retries): Container {
  const tries = attempts.map(({ attempt, ...rest }): Member => ({ name: `try ${attempt + 1}`, value: plain(rest) }));
  const entries = remaining.map(
    ({ retrier, ...rest }): Member => ({ name: `Retry entry ${retrier}`, value: plain(rest) }),
  );
  const next: Member[] = left === undefined ? [] : [{ name: "next try in ms", value: left }];
  const all = [...tries, ...next, ...entries];
  return group(all.length, () => all);
}

const plain = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;
