import type { JsonObject } from "asl-core";
import type { BackKind, ScopeName, StepKind } from "asl-core/debug";
import type { EvaluationPlace, GivenObject, Look, MethodName, Result, Start } from "../protocol.js";
import { LIMITS } from "./limits.js";
import { Params } from "./params.js";
import { specOf } from "./points.js";
import type { Run } from "./run.js";

const STEPS: readonly StepKind[] = ["stage", "into", "over", "out", "visit", "iteration", "error", "retry"];
const BACKS: readonly BackKind[] = ["stage", "step", "over", "out"];
const SCOPES: readonly ScopeName[] = ["Input", "Arguments", "Result", "Output", "Variables", "Context", "Error"];
const LANGUAGES = ["JSONPath", "JSONata"] as const;
const TYPES = ["STANDARD", "EXPRESS"] as const;

type OfRuns = Exclude<MethodName, "initialize" | "start">;

/** What each method asks of a run, with its params checked. */
export const METHODS: { readonly [M in OfRuns]: (run: Run, given: Params) => Result<M> | Promise<Result<M>> } = {
  step: (run, given) => run.step(given.oneOf("kind", STEPS), given.optionalText("thread")),
  continue: (run) => run.continue(),
  pause: (run) => run.pause(),
  back: (run, given) => run.back(given.optionalOneOf("kind", BACKS)),
  reverse: (run) => run.reverse(),
  goTo: (run, given) => {
    if (!given.has("position")) return run.goToCount(given.count("execution"), given.count("count"));
    const position = given.object("position");
    return run.goTo({ step: position.count("step"), stage: position.count("stage") });
  },
  breakpoints: (run, given) => run.breakpoints(given.objects("breakpoints", LIMITS.breakpoints).map(specOf)),
  standing: (run) => run.standing,
  threads: (run) => run.threads(),
  answer: (run, given) => run.answer(given.text("task"), given.json("output")),
  fail: (run, given) => run.fail(given.text("task"), given.optionalText("error"), given.optionalText("cause")),
  set: (run, given) =>
    run.set(given.text("frame"), given.oneOf("scope", SCOPES), given.text("pointer"), given.json("value")),
  evaluate: (run, given) => {
    const language = given.optionalOneOf("language", LANGUAGES);
    return { value: run.evaluate(given.text("expression"), placeIn(given.object("place")), language) };
  },
  jump: (run, given) => run.jump(given.text("frame"), given.text("state"), given.optionalJson("input")),
  fireTimer: (run, given) => run.fireTimer(given.optionalText("thread")),
  reload: (run, given) => run.reload(given.optionalDocument("text")),
  restart: (run) => run.restart(),
  save: (run, given) => run.save(given.texts("redact", 100)),
  events: (run, given) => run.events(given.count("execution"), given.count("from"), given.optionalCount("to")),
  passages: (run, given) =>
    run.passages(
      given.objects("executions", LIMITS.executions).map((value) => {
        const one = new Params(value);
        return { execution: one.count("execution"), from: one.count("from") };
      }),
    ),
  inspect: (run, given) => (given.has("frame") ? run.inspectFrame(given.text("frame")) : run.inspect(lookIn(given))),
  whyValue: (run, given) => {
    const level = given.optionalText("level");
    return run.whyValue(lookIn(given.object("look")), given.oneOf("scope", SCOPES), given.text("pointer"), level);
  },
};

const lookIn = (given: Params): Look => ({
  execution: given.count("execution"),
  event: given.count("event"),
  count: given.count("count"),
});

const placeIn = (given: Params): EvaluationPlace =>
  given.has("frame") ? { frame: given.text("frame") } : { look: lookIn(given.object("look")) };

/** The params of `start`. */
function objectIn(given: JsonObject): GivenObject {
  const one = new Params(given);
  return { bucket: one.text("bucket"), key: one.text("key"), text: one.document("text") };
}

export function startIn(given: Params): Start {
  const kind = given.oneOf("kind", ["definition", "history", "recording"]);
  const common = { text: given.document("text"), name: given.optionalText("name") };
  if (kind === "recording") return { kind, ...common, answers: given.optionalDocument("answers") };
  const input = given.has("input") ? { input: given.json("input") } : {};
  const machine = given.optionalText("machine");
  if (kind === "history") {
    const missing = given.optionalOneOf("missing", ["nearest"]);
    const definition = given.optionalDocument("definition");
    const children = given.optionalDocument("children");
    return { kind, ...common, ...input, machine, definition, missing, children, index: given.optionalCount("index") };
  }
  return {
    ...{ kind, ...common, ...input, machine },
    answers: given.optionalDocument("answers"),
    type: given.optionalOneOf("type", TYPES),
    seed: given.optionalCount("seed"),
    at: given.optionalCount("at"),
    execution: given.optionalText("execution"),
    objects: given.has("objects") ? given.objects("objects", LIMITS.objects).map(objectIn) : undefined,
  };
}
