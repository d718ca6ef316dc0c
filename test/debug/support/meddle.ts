import type { BreakpointSpec, DebugSession, ScopeName, StepKind } from "../../../packages/asl-core/src/debug/index.js";
import { ExpressionSyntaxError, StatesError } from "../../../packages/asl-core/src/errors.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";
import { loadMachine } from "../../../packages/asl-core/src/machine/load.js";
import type { Machine } from "../../../packages/asl-core/src/machine/machine.js";
import type { Dice } from "./walk.js";

const STEPS: StepKind[] = ["stage", "into", "over", "out", "visit", "iteration", "error", "retry"];
const BACK = ["stage", "step", "over", "out"] as const;
const SCOPES: ScopeName[] = ["Input", "Arguments", "Result", "Output", "Variables", "Error"];
const VALUES: Json[] = [null, 0, "text", true, [], [1, 2], {}, { a: 1 }, { n: 5, list: [1] }];
const ERRORS = ["E1", "States.Timeout", "Other"];

/** What a method may refuse with: everything else is a fault of the session. */
const isRefusal = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof StatesError || error instanceof ExpressionSyntaxError;

/** What `act` gives; undefined where it was refused. */
export function unlessRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

const paths = (session: DebugSession): string[] => session.program.machine.nodes.map(({ path }) => path);

/** Every frame that can be seen. */
export const framesOf = (session: DebugSession): string[] =>
  session.threads().flatMap(({ id }) => session.stack(id).map((frame) => frame.id));

function anyPointer(value: Json, dice: Dice): string {
  let pointer = "";
  for (let at = value; typeof at === "object" && at !== null && dice.roll(3) > 0; ) {
    const keys = Object.keys(at);
    if (keys.length === 0) return pointer;
    const key = dice.of(keys);
    pointer += `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    at = (at as Record<string, Json>)[key];
  }
  return pointer;
}

/** Looks at everything there is to see at a position: what is refused counts as nothing. */
export function lookAround(session: DebugSession, dice: Dice): void {
  session.outline();
  for (const frame of framesOf(session)) {
    session.stages(frame);
    session.retries(frame);
    for (const { name, value, frame: level } of session.scopes(frame)) {
      const pointer = anyPointer(value, dice);
      unlessRefused(() => session.whyValue(frame, name, pointer, name === "Variables" ? level : undefined));
    }
    unlessRefused(() => session.whyChoice(frame));
    unlessRefused(() => session.whyFailure(frame));
    unlessRefused(() => session.evaluate(frame, dice.of(["$", "$$.State.Name", "{% $states.input %}", "$.a"])));
  }
  const { length } = session.events();
  if (length === 0) return;
  const event = 1 + dice.roll(length);
  unlessRefused(() => session.whyChoice({ execution: 0, event }));
  unlessRefused(() => session.whyFailure({ execution: 0, event }));
}

function anySpec(session: DebugSession, dice: Dice): BreakpointSpec {
  const state = dice.of(paths(session));
  const hitCondition = dice.of([undefined, undefined, "2", ">=2", "%2"]);
  const condition = dice.of([undefined, undefined, "$.a = 1", "{% true %}", "$$.State.Name"]);
  const where: BreakpointSpec = dice.of([
    { state },
    { state, stage: dice.of(["input", "output", "result", "afterResultPath", "afterItemSelector"] as const) },
    { state, rule: dice.of([0, 1, "default"] as const) },
    { error: dice.of(["*", ...ERRORS]), caught: dice.of([undefined, true, false]) },
    { event: dice.of(["TaskFailed", "PassStateExited", "MapIterationStarted", "ChoiceStateExited"]) },
  ]);
  return { ...where, hitCondition, condition, ...(dice.roll(5) === 0 && { log: "at {$}" }) };
}

function setBreakpoints(session: DebugSession, dice: Dice): void {
  const all = session.breakpoints.list();
  if (all.length > 3) session.breakpoints.set([]);
  else if (all.length > 0 && dice.roll(3) === 0) session.breakpoints.enable(dice.of(all).id, dice.roll(2) === 0);
  else if (all.length > 0 && dice.roll(4) === 0) session.breakpoints.remove(dice.of(all).id);
  else session.breakpoints.add(anySpec(session, dice));
}

/** The same states with one more in front of them, so that all have other numbers, or the very same. */
function edited({ definition }: Machine, dice: Dice): Machine {
  const { States, StartAt, ...more } = definition as { States: JsonObject; StartAt: string };
  const name = `Added ${dice.roll(1000)}`;
  if (dice.roll(2) === 0) return loadMachine(definition);
  return loadMachine({ ...more, StartAt: name, States: { [name]: { Type: "Pass", Next: StartAt }, ...States } });
}

/** Changes the run where it stands, or is refused: true where it was changed. */
export function change(session: DebugSession, dice: Dice): boolean {
  const { waiting } = session.scene;
  const frames = framesOf(session);
  const frame = frames.length === 0 ? "0:1" : dice.of(frames);
  const act = dice.of([
    () => waiting.length > 0 && session.answer(dice.of(waiting), dice.of(VALUES)),
    () => waiting.length > 0 && session.fail(dice.of(waiting), dice.of(ERRORS), "by hand"),
    () => setSomething(session, frame, dice),
    () => setSomething(session, frame, dice),
    () => session.jump(frame, dice.of(paths(session)), dice.of([undefined, ...VALUES])),
    () => session.fireTimer(frame),
    () => session.reload({ machine: edited(session.program.machine, dice) }).ok,
  ]);
  return (unlessRefused(act) ?? false) !== false;
}

function setSomething(session: DebugSession, frame: string, dice: Dice): unknown {
  const scope = dice.of(SCOPES);
  const shown = session.scopes(frame).find(({ name }) => name === scope)?.value;
  return session.set(frame, scope, shown === undefined ? "" : anyPointer(shown, dice), dice.of(VALUES));
}

/** Goes one way or another, forward or back. */
export async function go(session: DebugSession, dice: Dice): Promise<void> {
  switch (dice.roll(10)) {
    case 0:
      return void session.goTo({ step: dice.roll(session.length + 1), stage: 0 });
    case 1:
      return void session.back(dice.of(BACK));
    case 2:
      return void session.reverse();
    case 3:
      return setBreakpoints(session, dice);
    case 4:
      return void (await session.continue());
    case 5:
      return void (await session.step(dice.of(STEPS)));
    default:
      return void (await session.step("stage"));
  }
}
