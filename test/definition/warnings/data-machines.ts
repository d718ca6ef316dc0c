import fc from "fast-check";
import { failure, success, type TaskOutcome } from "../../../packages/asl-core/src/drivers/handler.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";

/** A machine that moves data about, an input, and what its tasks answer in turn. */
export interface DataScenario {
  readonly definition: JsonObject;
  readonly input: Json;
  readonly answers: readonly TaskOutcome[];
}

const NAMES = ["a", "b", "c"];
const name = fc.constantFrom(...NAMES);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json[]>(null, 1, "x", true),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Json>,
  ),
}));
const path = fc.array(fc.oneof({ weight: 5, arbitrary: name }, fc.constant("0")), { maxLength: 2 });
const jsonPath = path.map((steps) => `$${steps.map((step) => (step === "0" ? "[0]" : `.${step}`)).join("")}`);
const writable = fc.array(name, { minLength: 1, maxLength: 2 }).map((steps) => `$.${steps.join(".")}`);
const jsonata = fc
  .array(name, { maxLength: 2 })
  .map((names) => `$states.input${names.map((one) => `.${one}`).join("")}`);

const computed = fc.oneof(
  jsonPath,
  fc.constant("States.UUID()"),
  jsonPath.map((one) => `States.Array(${one}, 1)`),
);
const template = fc
  .dictionary(
    fc.oneof(
      name,
      name.map((one) => `${one}.$`),
    ),
    fc.tuple(value, computed),
    { maxKeys: 3, noNullPrototype: true },
  )
  .map((pairs) => {
    const made: JsonObject = {};
    for (const [key, [plain, text]] of Object.entries(pairs))
      if (key.endsWith(".$") || !(`${key}.$` in pairs)) made[key] = key.endsWith(".$") ? text : plain;
    return made;
  });

const expression: fc.Arbitrary<string> = fc.oneof(
  jsonata,
  fc.tuple(name, jsonata, name).map(([a, b, c]) => `{'${a}': ${b}, '${c}': 1}`),
  fc.tuple(name, jsonata).map(([a, b]) => `$merge([$states.input, {'${a}': ${b}}])`),
  fc.tuple(jsonata, jsonata, jsonata).map(([a, b, c]) => `$exists(${a}) ? {'a': ${b}} : {'b': ${c}}`),
  fc.tuple(jsonata, name).map(([a, b]) => `[{'${b}': ${a}}, 2]`),
);
const output: fc.Arbitrary<Json> = fc.oneof(
  value,
  expression.map((one) => `{% ${one} %}`),
  fc.dictionary(
    name,
    expression.map((one) => `{% ${one} %}`),
    { maxKeys: 2, noNullPrototype: true },
  ) as fc.Arbitrary<Json>,
);

const optional = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
const flow = { InputPath: fc.option(jsonPath), OutputPath: fc.option(jsonPath) };
const result = { ResultPath: fc.option(writable), ResultSelector: template };
const RESOURCE = "arn:aws:lambda:us-east-1:111111111111:function:f";

/** A state without its transitions; `Catch` and `Choices` get their targets later. */
const jsonPathState = (depth: number): fc.Arbitrary<JsonObject> => {
  const pass = optional({ Result: value, Parameters: template, ResultPath: fc.option(writable), ...flow });
  const task = optional({ ...result, ...flow, Catch: fc.constant([{ ErrorEquals: ["States.ALL"] }] as Json) });
  const states: fc.Arbitrary<JsonObject>[] = [
    pass.map((fields) => ({ Type: "Pass", ...fields }) as JsonObject),
    task.map((fields) => ({ Type: "Task", Resource: RESOURCE, ...fields }) as JsonObject),
    fc.tuple(task, writable).map(
      ([fields, at]) =>
        ({
          Type: "Task",
          Resource: RESOURCE,
          ...fields,
          ...("Catch" in fields && { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: at }] }),
        }) as JsonObject,
    ),
    fc
      .tuple(writable, fc.constantFrom("IsPresent", "IsNull"))
      .map(([Variable, test]) => ({ Type: "Choice", Choices: [{ Variable, [test]: true }] })),
  ];
  if (depth > 0) {
    states.push(
      fc
        .tuple(block(depth - 1, false), optional({ ...result, Parameters: template }))
        .map(([one, fields]) => ({ Type: "Parallel", Branches: [one], ...fields }) as JsonObject),
    );
    states.push(
      fc
        .tuple(block(depth - 1, false), optional({ ...result, ItemSelector: template, ItemsPath: writable }))
        .map(([one, fields]) => ({ Type: "Map", ItemProcessor: one, ...fields }) as JsonObject),
    );
  }
  return fc.oneof(...states);
};

const jsonataState = (depth: number): fc.Arbitrary<JsonObject> => {
  const states: fc.Arbitrary<JsonObject>[] = [
    optional({ Output: output }).map((fields) => ({ Type: "Pass", ...fields }) as JsonObject),
    fc
      .tuple(optional({ Output: output }), optional({ Catch: fc.constant([{ ErrorEquals: ["States.ALL"] }] as Json) }))
      .map(([a, b]) => ({ Type: "Task", Resource: RESOURCE, ...a, ...b }) as JsonObject),
    fc
      .tuple(jsonata, optional({ Output: output }))
      .map(
        ([one, fields]) =>
          ({ Type: "Choice", Choices: [{ Condition: `{% $exists(${one}) %}`, ...fields }] }) as JsonObject,
      ),
  ];
  if (depth > 0) {
    states.push(
      fc
        .tuple(block(depth - 1, true), optional({ Arguments: output, Output: output }))
        .map(([one, fields]) => ({ Type: "Parallel", Branches: [one], ...fields }) as JsonObject),
    );
    states.push(
      fc
        .tuple(block(depth - 1, true), optional({ ItemSelector: output }))
        .map(
          ([one, fields]) =>
            ({ Type: "Map", Items: "{% [$states.input] %}", ItemProcessor: one, ...fields }) as JsonObject,
        ),
    );
  }
  return fc.oneof(...states);
};

/** States in a row; choices and catchers lead anywhere, so that there are loops. Names are made unique afterwards. */
function block(depth: number, inJsonata: boolean): fc.Arbitrary<JsonObject> {
  const state = inJsonata ? jsonataState(depth) : jsonPathState(depth);
  return fc
    .array(fc.tuple(state, fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 })
    .map((states) => ({ states }) as unknown as JsonObject);
}

let serial = 0;
function linked(given: JsonObject): JsonObject {
  const { states } = given as unknown as { states: [JsonObject, number, number][] };
  const names = states.map(() => `S${serial++}`);
  const any = (number: number): string => names[number % names.length];
  const made = states.map(([state, one, other], index) => {
    const next: JsonObject = index + 1 < names.length ? { Next: names[index + 1] } : { End: true };
    const whole: JsonObject = { ...state };
    if (Array.isArray(state.Branches)) whole.Branches = state.Branches.map((inner) => linked(inner as JsonObject));
    if (state.ItemProcessor !== undefined) whole.ItemProcessor = linked(state.ItemProcessor as JsonObject);
    if (Array.isArray(state.Catch)) whole.Catch = [{ ...(state.Catch[0] as JsonObject), Next: any(one) }];
    if (state.Type !== "Choice") return [names[index], { ...whole, ...next }] as const;
    if (index + 1 === names.length) return [names[index], { Type: "Succeed" }] as const;
    const rule = { ...((state.Choices as JsonObject[])[0] as JsonObject), Next: any(other) };
    return [names[index], { ...whole, Choices: [rule], Default: names[index + 1] }] as const;
  });
  return { StartAt: names[0], States: Object.fromEntries(made) };
}

/** Machines of either language, with names, keys and paths from a small vocabulary, so that they meet. */
export const dataScenario: fc.Arbitrary<DataScenario> = fc.boolean().chain((inJsonata) =>
  fc.record({
    definition: block(1, inJsonata).map((one) => ({
      ...linked(one),
      ...(inJsonata && { QueryLanguage: "JSONata" }),
    })),
    input: value,
    answers: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: value.map((one): TaskOutcome => success(one)) },
        { weight: 1, arbitrary: fc.constant<TaskOutcome>(failure("E", "c")) },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);
