import { nearest } from "../../near.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import type { DataFlow } from "./data-flow.js";
import { asksPresence, carried, type Documents, documentsOf, errorOutput } from "./documents.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import { astOf, findName, namesOf } from "./jsonata-shape.js";
import { pathsRead, stepsText, treeOf } from "./jsonpath-shape.js";
import type { Model, State, Transition } from "./model.js";
import { callIn } from "./path-functions.js";
import type { Read, Source } from "./reads.js";
import { ANY, asObject, type Found, find, missed, type Origin, type Shape, TYPE_NAMES, typeOfShape } from "./shape.js";

/**
 * Paths a run certainly fails at, because what they look for is not in the document that arrives: `impossible-path`
 * where it never is, `unguarded-choice` and `path-sometimes-missing` where one of several ways comes without it. Linear
 * in the expressions, each with the steps of its paths.
 */
export function impossiblePaths(report: Report, model: Model, flow: DataFlow): void {
  for (const state of model.states) {
    const documents = flow.documents(state);
    if (documents !== undefined && !report.full) new Inspection(report, flow, state, documents).all();
  }
}

/** Ways to a state that are searched for the one that comes without a field. */
const MAX_WAYS = 50;

/** A way to a state, and what it makes of the state's documents. */
interface Way {
  readonly transition: Transition;
  readonly documents: Documents;
}

/** One state's paths. What is needed to judge a missing one is found when there is one. */
class Inspection {
  private askedFor: Asked | undefined;
  private comingFrom: readonly Way[] | undefined;

  constructor(
    private readonly report: Report,
    private readonly flow: DataFlow,
    private readonly state: State,
    private readonly documents: Documents,
  ) {}

  all(): void {
    for (const expression of expressionsOf(this.state))
      for (const read of expression.reads) this.read(expression, read);
  }

  private read(expression: Expression, read: Read): void {
    const { presence } = lookUp(this.state, expression, read, this.documents);
    if ((presence !== "never" && presence !== "sometimes") || callIn(read) !== undefined) return;
    if (!isNeeded(this.state, expression, read) || this.isAsked(expression, read)) return;
    if (presence === "never") sayNever(this.report, this.state, expression, read, this.documents);
    else if (isUnconditional(this.state, expression)) this.saySometimes(expression, read);
  }

  /** True where a comparison of the same Choice asks whether it, or something around or inside it, is there. */
  private isAsked({ stage }: Expression, { steps }: Read): boolean {
    if (stage !== "choice") return false;
    this.askedFor ??= presencesAsked(this.state);
    return liesOnOne(this.askedFor, steps);
  }

  private saySometimes(expression: Expression, read: Read): void {
    const missing = this.ways().find(
      ({ documents }) => lookUp(this.state, expression, read, documents).presence === "never",
    );
    const from = missing?.transition;
    const parameters = {
      path: textOf(expression, read),
      way: from === undefined ? "one of the ways here" : wayOf(from),
    };
    const related = from && { message: "comes without it", place: from.from.path };
    const rule = expression.stage === "choice" ? "unguarded-choice" : "path-sometimes-missing";
    this.report.findAt(expression.path, rule, parameters, { span: read, related });
  }

  private ways(): readonly Way[] {
    return (this.comingFrom ??= this.state.predecessors.slice(0, MAX_WAYS).flatMap((transition) => {
      const before = this.flow.documents(transition.from);
      if (before === undefined) return [];
      return [{ transition, documents: documentsOf(this.state, carried(transition, before), () => ANY) }];
    }));
  }
}

/** Paths of which the comparisons of a Choice ask IsPresent, as a tree of their steps. */
interface Asked {
  /** True where a path ends. */
  whole: boolean;
  readonly steps: Map<Segment, Asked>;
}

/** Linear in the steps of the paths. */
function presencesAsked(state: State): Asked {
  const asked: Asked = { whole: false, steps: new Map() };
  for (const { stage, path, reads } of expressionsOf(state)) {
    if (stage !== "choice" || !asksPresence(state, path)) continue;
    for (const { steps } of reads) steps.reduce(stepInto, asked).whole = true;
  }
  return asked;
}

function stepInto(asked: Asked, step: Segment): Asked {
  let next = asked.steps.get(step);
  if (next === undefined) asked.steps.set(step, (next = { whole: false, steps: new Map() }));
  return next;
}

/** True where the steps lead along one of the paths, to its end and beyond or not so far. */
function liesOnOne(asked: Asked, steps: readonly Segment[]): boolean {
  let at = asked;
  for (const step of steps) {
    const next = at.steps.get(step);
    if (next === undefined || next.whole) return next !== undefined;
    at = next;
  }
  return steps.length > 0;
}

/** True where an expression cannot do without: paths inside filters, and most of JSONata, may well find nothing. */
function isNeeded({ value }: State, { kind, text, field, stage, index }: Expression, { exact, offset }: Read): boolean {
  if (field === "ItemsPath" && "ItemReader" in value) return false;
  if ((field === "InputPath" || field === "Parameters") && "Result" in value) return false; // Result is all that counts
  if (kind === "jsonata" && stage === "choice" && index > 0) return false; // an earlier condition may have asked
  if (kind === "jsonata") {
    const ast = astOf(text);
    return ast !== undefined && namesOf(ast) !== undefined;
  }
  const tree = treeOf(text);
  return exact && tree !== undefined && pathsRead(tree).some((path) => path.offset === offset);
}

function lookUp(state: State, expression: Expression, read: Read, documents: Documents): Found {
  const shape = sourceOf(state, expression, read, documents);
  return expression.kind === "jsonata" ? findName(shape, read.steps as readonly string[]) : find(shape, read.steps);
}

/** Behind the rules of a Choice, what they asked for may be there. */
function sourceOf({ type }: State, { stage }: Expression, { from }: Read, documents: Documents): Shape {
  if (from === "errorOutput") return ERROR_OUTPUT;
  if (from === "variable" || from === "context") return ANY;
  return type === "Choice" && (stage === "assign" || stage === "output") ? documents.output : documents[from];
}

const ERROR_OUTPUT = errorOutput([]);

/** In a Choice only the first comparison is made whatever the data. */
function isUnconditional(state: State, { stage, path }: Expression): boolean {
  return (
    stage !== "choice" || path.slice(state.path.length).every((segment) => typeof segment === "string" || segment === 0)
  );
}

function sayNever(report: Report, state: State, expression: Expression, read: Read, documents: Documents): void {
  const end = missed(sourceOf(state, expression, read, documents), read.steps);
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
const written = ({ from, steps }: Read, { kind }: Expression, count: number): string =>
  (kind === "jsonata" ? `$states.${from}` : "$") + stepsText(steps.slice(0, count));

const NAMED = 6;

function contents(shape: Shape): string {
  const object = asObject(shape);
  if (object === undefined) return `is ${TYPE_NAMES[typeOfShape(shape) ?? "object"]}`;
  const names = [...object.members.keys()];
  if (names.length === 0) return "is empty";
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `has only ${names.slice(0, NAMED).join(", ")}${more}`;
}

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

const wayOf = ({ from, via }: Transition): string =>
  via === "Catch" ? `the way from an error in '${from.name}'` : `the way from '${from.name}'`;
