import { nearest } from "../../near.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import type { DataFlow } from "./data-flow.js";
import { asksPresence, carried, type Documents, documentsOf, errorOutput } from "./documents.js";
import { type Expression, expressionsOf } from "./expressions.js";
import { astOf, findName, namesOf } from "./jsonata-shape.js";
import { pathsRead, treeOf } from "./jsonpath-shape.js";
import type { Model, State, Transition } from "./model.js";
import type { Read, Source } from "./reads.js";
import { ANY, asObject, type Found, find, missed, type Origin, type Shape, typeOfShape } from "./shape.js";

/**
 * Paths a run certainly fails at, because what they look for is not in the document that arrives: `impossible-path`
 * where it never is, `unguarded-choice` and `path-sometimes-missing` where one of several ways comes without it. Linear
 * in the expressions, each with the steps of its paths.
 */
export function impossiblePaths(report: Report, model: Model, flow: DataFlow): void {
  for (const state of model.states) {
    const documents = flow.documents(state);
    if (documents !== undefined) inspect(report, flow, state, documents);
  }
}

function inspect(report: Report, flow: DataFlow, state: State, documents: Documents): void {
  const asked = askedFor(state);
  for (const expression of expressionsOf(state))
    for (const read of needed(state, expression)) {
      if (expression.stage === "choice" && isAsked(read, asked)) continue;
      const { presence } = lookUp(expression, read, documents);
      if (presence === "never") sayNever(report, expression, read, documents);
      else if (presence === "sometimes" && isUnconditional(state, expression))
        saySometimes(report, flow, state, expression, read);
    }
}

/** What the comparisons of a Choice ask IsPresent for. */
function askedFor(state: State): Set<string> {
  const asked = new Set<string>();
  for (const { stage, path, reads } of expressionsOf(state))
    if (stage === "choice" && asksPresence(state, path))
      for (const { steps } of reads) asked.add(JSON.stringify(steps));
  return asked;
}

const isAsked = ({ steps }: Read, asked: ReadonlySet<string>): boolean =>
  asked.size > 0 && steps.some((_, index) => asked.has(JSON.stringify(steps.slice(0, index + 1))));

/** The paths an expression cannot do without: those inside filters, and most of JSONata, may well find nothing. */
function needed({ value }: State, { kind, text, field, reads }: Expression): readonly Read[] {
  if (field === "ItemsPath" && "ItemReader" in value) return [];
  if (kind === "jsonata") {
    const ast = astOf(text);
    return ast !== undefined && namesOf(ast) !== undefined ? reads : [];
  }
  const tree = treeOf(text);
  const offsets = new Set(tree === undefined ? [] : pathsRead(tree).map(({ offset }) => offset));
  return reads.filter(({ exact, offset }) => exact && offsets.has(offset));
}

function lookUp({ kind }: Expression, { from, steps }: Read, documents: Documents): Found {
  const shape = sourceOf(documents, from);
  return kind === "jsonata" ? findName(shape, steps as readonly string[]) : find(shape, steps);
}

function sourceOf(documents: Documents, from: Source): Shape {
  if (from === "errorOutput") return ERROR_OUTPUT;
  return from === "variable" || from === "context" ? ANY : documents[from];
}

const ERROR_OUTPUT = errorOutput([]);

/** In a Choice only the first comparison is made whatever the data. */
function isUnconditional(state: State, { stage, path }: Expression): boolean {
  return (
    stage !== "choice" || path.slice(state.path.length).every((segment) => typeof segment === "string" || segment === 0)
  );
}

function sayNever(report: Report, expression: Expression, read: Read, documents: Documents): void {
  const end = missed(sourceOf(documents, read.from), read.steps);
  const holder = end.steps === 0 ? HOLDERS[read.from] : `'${written(read, expression, end.steps)}'`;
  const parameters = {
    path: textOf(expression, read),
    holder,
    has: contents(end.shape),
    hint: hintFor(expression, read, end.shape, read.steps[end.steps]),
  };
  const origin = originOf(end.shape);
  const related = origin.length === 0 ? undefined : { message: "this makes the document", place: origin };
  report.findAt(expression.path, "impossible-path", parameters, { span: read, related });
}

const HOLDERS: Readonly<Record<Source, string>> = {
  input: "the state's input",
  effective: "the state's input",
  result: "the result",
  output: "the state's output",
  errorOutput: "the Error Output",
  context: "",
  variable: "",
};

const textOf = ({ text }: Expression, { offset, length }: Read): string => text.slice(offset, offset + length);

/** The first steps of a path, as they would be written. */
function written({ from, steps }: Read, { kind }: Expression, count: number): string {
  let text = kind === "jsonata" ? `$states.${from}` : "$";
  for (const step of steps.slice(0, count)) text += typeof step === "number" ? `[${step}]` : `.${step}`;
  return text;
}

const NAMED = 6;

function contents(shape: Shape): string {
  const object = asObject(shape);
  if (object === undefined) return `is ${TYPES[typeOfShape(shape) ?? "object"]}`;
  const names = [...object.members.keys()];
  if (names.length === 0) return "is empty";
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `has only ${names.slice(0, NAMED).join(", ")}${more}`;
}

const TYPES = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  array: "an array",
  object: "an object",
};

function hintFor({ kind }: Expression, { from }: Read, shape: Shape, step: Segment | undefined): string {
  const names = asObject(shape)?.members;
  const near = names === undefined || typeof step !== "string" ? undefined : nearest(step, names.keys());
  if (near !== undefined) return `Did you mean ${near}?`;
  if (originOf(shape).at(-1) === "Resource") return "What the function returned is under Payload.";
  if (from === "errorOutput" || from === "result") return "";
  return kind === "jsonata"
    ? "An earlier state replaced the document: keep what is needed in its Output, or in a variable with Assign."
    : "An earlier state replaced the document: keep it with that state's ResultPath, or what is needed in a variable with Assign.";
}

function originOf(shape: Shape): Origin {
  return shape.kind === "literal" || shape.kind === "object" ? shape.origin : [];
}

function saySometimes(report: Report, flow: DataFlow, state: State, expression: Expression, read: Read): void {
  const culprit = state.predecessors.find((transition) => lacks(flow, transition, expression, read));
  const parameters = {
    path: textOf(expression, read),
    way: culprit === undefined ? "one of the ways here" : wayOf(culprit),
  };
  const related = culprit && { message: "comes without it", place: culprit.from.path };
  const rule = expression.stage === "choice" ? "unguarded-choice" : "path-sometimes-missing";
  report.findAt(expression.path, rule, parameters, { span: read, related });
}

const wayOf = ({ from, via }: Transition): string =>
  via === "Catch" ? `the way from an error in '${from.name}'` : `the way from '${from.name}'`;

/** True for a way that comes without what the path looks for. */
function lacks(flow: DataFlow, transition: Transition, expression: Expression, read: Read): boolean {
  const before = flow.documents(transition.from);
  if (before === undefined) return false;
  const documents = documentsOf(transition.to, carried(transition, before), () => ANY);
  return lookUp(expression, read, documents).presence === "never";
}
