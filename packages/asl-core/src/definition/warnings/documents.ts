import { isObject, type Json, type JsonObject } from "../../json.js";
import { leadOn } from "../location.js";
import { expressionsOf } from "./expressions.js";
import { type States, shapeOfField } from "./jsonata-shape.js";
import { shapeOfExpression, shapeOfTemplate, stepsOf, treeOf } from "./jsonpath-shape.js";
import { type Block, hasResult, type State, type Transition } from "./model.js";
import { ANY, arrayOf, itemOf, literal, type Member, type Origin, objectOf, type Shape, typeOfShape } from "./shape.js";
import { forgetWays } from "./shape-merge.js";
import { soften, write } from "./shape-write.js";
import { resultOfTask } from "./task-result.js";

/** The documents a state handles, as far as they are known before it runs. */
export interface Documents {
  readonly input: Shape;
  /** What InputPath leaves. */
  readonly effective: Shape;
  /** What a Map runs over. */
  readonly items: Shape;
  /** An element of it. */
  readonly item: Shape;
  /** What the work gives, before ResultSelector. */
  readonly result: Shape;
  /** After ResultPath, before OutputPath. */
  readonly output: Shape;
  /** What the next state gets; of a Choice, by Default. */
  readonly exit: Shape;
}

/** Gives what a branch or item processor ends with. */
export type Run = (block: Block, input: Shape) => Shape;

/**
 * What becomes of a state's input, in the order of the specification: InputPath, Parameters, work, ResultSelector,
 * ResultPath, OutputPath; or Arguments, work, Output. A path that leads nowhere gives ANY: the state fails. Linear in the
 * state's own fields.
 */
export function documentsOf(state: State, input: Shape, run: Run): Documents {
  return state.language === "JSONata" ? jsonataDocuments(state, input, run) : jsonPathDocuments(state, input, run);
}

function jsonPathDocuments(state: State, input: Shape, run: Run): Documents {
  const { value } = state;
  const effective = followed(value.InputPath, input);
  const items = "ItemReader" in value ? ANY : followed(value.ItemsPath, effective);
  const item = itemIn(items);
  const result = resultOf(state, jsonPathWork(state, effective, item), run);
  const output = jsonPathOutput(state, input, effective, result);
  return { input, effective, items, item, result, output, exit: followed(value.OutputPath, output) };
}

/** What the work is given: Parameters, of a Map for each item. What a task is given tells nothing of its result. */
function jsonPathWork(state: State, effective: Shape, item: Shape): Shape {
  const { type, value, path } = state;
  if (type === "Task") return ANY;
  const field = value.ItemSelector === undefined ? "Parameters" : "ItemSelector";
  const made = (otherwise: Shape): Shape =>
    value[field] === undefined
      ? otherwise
      : shapeOfTemplate(value[field], { document: effective, item }, leadOn(path, field));
  return type === "Map" ? batched(state, made(item)) : made(effective);
}

/** With an ItemBatcher the processor gets a list of items and what the batcher adds. */
const batched = ({ value }: State, item: Shape): Shape => ("ItemBatcher" in value ? ANY : item);

function jsonPathOutput(state: State, input: Shape, effective: Shape, result: Shape): Shape {
  const { type, value, path } = state;
  if (type === "Choice") return asked(state, effective);
  if (!hasResult(state)) return effective;
  const selector = value.ResultSelector;
  const selected =
    selector === undefined ? result : shapeOfTemplate(selector, { document: result }, leadOn(path, "ResultSelector"));
  return placed(value.ResultPath, input, selected);
}

function jsonataDocuments(state: State, input: Shape, run: Run): Documents {
  const { type, value } = state;
  const before: States = { input, result: ANY, errorOutput: ANY };
  const items = "ItemReader" in value ? ANY : computed(state, "Items", input, before);
  const item = itemIn(items);
  const result = resultOf(state, jsonataWork(state, item, before), run);
  const output = type === "Choice" ? asked(state, input) : hasResult(state) ? result : input;
  const exit = computed(state, "Output", output, { ...before, result });
  return { input, effective: input, items, item, result, output, exit };
}

/** What the work is given: Arguments, of a Map the ItemSelector for each item. */
function jsonataWork(state: State, item: Shape, states: States): Shape {
  if (state.type === "Task") return ANY;
  if (state.type === "Map") return batched(state, computed(state, "ItemSelector", item, states));
  return computed(state, "Arguments", states.input, states);
}

const computed = ({ value, path }: State, field: string, otherwise: Shape, states: States): Shape =>
  value[field] === undefined ? otherwise : shapeOfField(value[field], states, leadOn(path, field));

/** InputPath, OutputPath, ItemsPath: absent for everything, null for nothing. */
function followed(path: Json | undefined, document: Shape): Shape {
  if (path === undefined) return document;
  if (path === null) return literal({}, []);
  return typeof path === "string" ? shapeOfExpression(path, { document }) : ANY;
}

/** ResultPath: where the result goes. */
function placed(path: Json | undefined, document: Shape, result: Shape): Shape {
  if (path === undefined) return result;
  if (path === null) return document;
  const tree = typeof path === "string" ? treeOf(path) : undefined;
  const steps = tree === undefined ? undefined : stepsOf(tree);
  return steps === undefined ? ANY : write(document, steps, result);
}

const itemIn = (items: Shape): Shape => (typeOfShape(items) === "array" ? itemOf(items) : ANY);

function resultOf({ type, value, blocks, path }: State, given: Shape, run: Run): Shape {
  if (type === "Parallel") return arrayOf(blocks.map((block) => run(block, given)));
  if (type === "Map") return blocks.length === 1 ? resultOfMap(blocks[0], run(blocks[0], given)) : ANY;
  if (type === "Task") return resultOfTask(String(value.Resource), path);
  return type === "Pass" && value.Result !== undefined ? literal(value.Result, leadOn(path, "Result")) : given;
}

/** What a distributed Map gives depends on its ResultWriter and on the failures it tolerates. */
const resultOfMap = (processor: Block, output: Shape): Shape => (processor.distributed ? ANY : arrayOf(output));

/** What a transition carries to the state it leads to. */
export function carried({ from, via, index }: Transition, documents: Documents): Shape {
  if (via === "Catch") return caught(from, index, documents);
  if (from.type !== "Choice") return documents.exit;
  const rule = via === "Choices" ? entryOf(from.value.Choices, index) : undefined;
  return chosen(from, rule, documents);
}

function caught(state: State, index: number, { input }: Documents): Shape {
  const catcher = entryOf(state.value.Catch, index);
  const origin = leadOn(state.path, "Catch", index);
  const error = errorOutput(origin);
  if (state.language !== "JSONata") return placed(catcher.ResultPath, input, error);
  return catcher.Output === undefined
    ? error
    : shapeOfField(catcher.Output, { input, result: ANY, errorOutput: error }, leadOn(origin, "Output"));
}

/** Error Output: Error and Cause, either of which may be null where a caller gave none. */
export const errorOutput = (origin: Origin): Shape => objectOf(ERROR_OUTPUT, false, origin);

const ERROR_OUTPUT: ReadonlyMap<string, Member> = new Map([
  ["Error", { shape: ANY, presence: "always" }],
  ["Cause", { shape: ANY, presence: "always" }],
]);

/** Only a rule that is chosen gives its own Output. */
function chosen(state: State, rule: JsonObject | undefined, { input, output, exit }: Documents): Shape {
  if (rule === undefined || state.language !== "JSONata") return exit;
  if (rule.Output === undefined) return output;
  return shapeOfField(rule.Output, { input, result: ANY, errorOutput: ANY }, leadOn(state.path, "Choices"));
}

/** The document behind a Choice: nobody knows which way it came, and where a rule asked for something, it may be. */
function asked(state: State, document: Shape): Shape {
  let shape = forgetWays(document);
  for (const { stage, kind, path, reads } of expressionsOf(state)) {
    if (stage !== "choice" || !(kind === "jsonata" || asksPresence(state, path))) continue;
    for (const { from, steps } of reads) if (from === "effective" || from === "input") shape = soften(shape, steps);
  }
  return shape;
}

/** True for the Variable of a comparison that asks for IsPresent. */
export function asksPresence(state: State, path: Origin): boolean {
  let value: Json | undefined = state.value;
  for (const segment of path.slice(state.path.length, -1))
    value = Array.isArray(value) ? value[Number(segment)] : isObject(value) ? value[segment] : undefined;
  return isObject(value) && "IsPresent" in value;
}

function entryOf(list: Json | undefined, index: number): JsonObject {
  const entry = Array.isArray(list) ? list[index] : undefined;
  return isObject(entry) ? entry : {};
}
