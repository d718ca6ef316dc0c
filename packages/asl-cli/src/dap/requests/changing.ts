import { type Json, parseJson, toPointer } from "asl-core";
import type { FrameId, Scope } from "asl-core/debug";
import { valueAt } from "../../debug/scope-text.js";
import { valueIn } from "../../debug/value-text.js";
import type { Asked } from "../asked.js";
import type { Home } from "../container.js";
import type { Debuggee } from "../debuggee.js";
import { assignableIn } from "../expression-names.js";
import { Refusal } from "../refusal.js";
import { show } from "../value-view.js";
import type { Handlers } from "./handler.js";

/** Other values, other answers. */
export const changing: Handlers = {
  async setVariable(connection, asked) {
    const debuggee = connection.standing();
    const container = debuggee.references.get(asked.number("variablesReference"));
    if (container === undefined) throw new Refusal("the run has moved on: ask for the variables again");
    const name = asked.text("name");
    const member = container.members().find((one) => one.name === name);
    if (member === undefined) throw new Refusal(`there is no ${name}`);
    if (member.home === undefined || !member.home.editable)
      throw new Refusal(`${name} cannot be set here: it changes nothing that comes next`);
    return set(debuggee, asked, member.home);
  },

  async setExpression(connection, asked) {
    const debuggee = connection.standing();
    const frame = debuggee.frameId(asked.optionalNumber("frameId"));
    if (frame === undefined) throw new Refusal("the run has ended: step back first");
    return set(debuggee, asked, homeOf(debuggee, frame, asked.text("expression")));
  },

  /** Our own: answers the task that waits, or fails it: {output} or {error, cause}; {state} where several wait. */
  async "asl/answer"(connection, asked) {
    const debuggee = connection.standing();
    const { session, desk } = debuggee;
    const state = asked.optionalText("state");
    const request =
      state === undefined
        ? desk.request()
        : session.scene.waiting.find((one) => one.path === state || one.state === state);
    if (request === undefined) throw new Refusal(`asl/answer: ${state} waits for nothing here`);
    const output = asked.value("output");
    const error = asked.optionalText("error");
    if ((asked.has("output") ? 1 : 0) + (error === undefined ? 0 : 1) !== 1)
      throw new Refusal('asl/answer: give "output" or "error"');
    const stop =
      error === undefined
        ? session.answer(request, output ?? null)
        : session.fail(request, error, asked.optionalText("cause"));
    debuggee.hasChanged();
    if (asked.flag("continue") ?? false) return debuggee.moveAfter(asked, () => session.continue());
    asked.after(() => debuggee.tellStop(stop));
  },

  /** Our own: where the run stands and how long it is. */
  "asl/position"(connection) {
    const { session } = connection.standing();
    return { position: session.position, length: session.length, live: session.live, status: session.status };
  },

  /** Our own: goes to a position {step, stage}. */
  "asl/goto"(connection, asked) {
    const debuggee = connection.standing();
    const position = { step: asked.number("step"), stage: asked.optionalNumber("stage") ?? 0 };
    const stop = debuggee.session.goTo(position);
    asked.after(() => debuggee.tellStop(stop));
  },
};

/** The value a client wrote: JSON, or an expression over the frame. */
async function written(debuggee: Debuggee, frame: FrameId, text: string): Promise<Json> {
  const value = parseJson(text);
  if (value !== undefined) return value;
  return /^\s*(\{%|\$|States\.)/.test(text) ? debuggee.session.evaluate(frame, text) : valueIn(text, "the value");
}

async function set(debuggee: Debuggee, asked: Asked, home: Home) {
  const { session, references } = debuggee;
  const value = await written(debuggee, home.frame, asked.text("value"));
  session.set(home.frame, home.scope, home.pointer, value);
  debuggee.hasChanged();
  return show(value, references, home);
}

/** The place an expression names. */
function homeOf({ session }: Debuggee, frame: FrameId, expression: string): Home {
  const { scope, keys } = assignableIn(expression);
  const pointer = toPointer(keys);
  const found = session.scopes(frame).filter(({ name }) => name === scope);
  const holder = scope === "Variables" ? levelOf(found, keys[0]) : found[0];
  if (holder === undefined) throw new Refusal(`there is no ${scope} here yet`);
  const around = toPointer(keys.slice(0, -1));
  if (valueAt(holder.value, around) === undefined) throw new Refusal(`there is nothing at ${expression}`);
  return { frame: holder.frame ?? frame, scope, pointer, editable: holder.editable, expression, jsonata: true };
}

/** The block that keeps a variable; a new one is kept by the innermost. */
const levelOf = (levels: readonly Scope[], name: string): Scope | undefined =>
  levels.find(({ value }) => valueAt(value, toPointer([name])) !== undefined) ?? levels[0];
