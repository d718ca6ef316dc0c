import { isObject, type Json } from "../../json.js";
import { parseResource } from "../../machine/resource.js";
import { type Casing, optimisedCasing, sdkCasing } from "./casing.js";
import {
  type ModelShape,
  type ServiceModel,
  type ServiceModels,
  type ShapeReference,
  shapeOf,
} from "./service-model.js";

/** What a Task's service answers, as its published model tells. */
export interface AnswerShape {
  readonly model: ServiceModel;
  readonly casing: Casing;
  /** Members, in Step Functions' spelling, that hold any JSON: Step Functions parses what the service sends as text. */
  readonly free: readonly string[];
  /** The shape a given answer must have. */
  shapeFor(answer: Json): ModelShape;
}

/** Optimised integrations whose name is not the id of their service (integrations reference, "Optimized integrations"). */
const SERVICES: Record<string, string> = { states: "sfn", events: "eventbridge", elasticmapreduce: "emr" };

/** Actions that another service does. */
const ELSEWHERE: Record<string, string> = { "bedrock:invokeModel": "bedrockruntime" };

/** Optimised integrations whose answers are no answer of an AWS API, or one of Step Functions' own making. */
const OWN_ANSWERS = new Set([
  "http:invoke",
  "apigateway:invoke",
  "eks:call",
  "eks:runJob",
  "elasticmapreduce:createCluster",
  "elasticmapreduce:addStep",
  "bedrockagentcore:invokeHarness",
]);

const FREE: Record<string, readonly string[]> = {
  "lambda:invoke": ["Payload"],
  "bedrock:invokeModel": ["Body"],
  "states:startExecution.sync:2": ["Input", "Output"],
};

const NOTHING: readonly string[] = [];

/**
 * The shape of a Task's answer by its Resource: of the called operation, or for `.sync` of the one that is polled for the
 * job's end (guide, test-state-isolation). Null where there is none to check: functions and activities called directly,
 * callbacks, HTTP, integrations with answers of their own, services and operations the models do not know.
 */
export async function answerShape(resource: string, models: ServiceModels): Promise<AnswerShape | null> {
  const { type, action, pattern } = parseResource(resource);
  if (type === "" || pattern === "token") return null;
  const sync = pattern === "sync";
  const call = sync ? action.slice(0, action.lastIndexOf(".sync")) : action;
  const sdk = type.startsWith("aws-sdk:");
  const name = `${type}:${call}`;
  if (!sdk && OWN_ANSWERS.has(name) && (!sync || type === "eks")) return null;
  const model = await models(serviceOf(type, name));
  const shapeFor = model && (sync ? polledShape(model, call) : calledShape(model, call));
  if (!model || !shapeFor) return null;
  const free = own(FREE, `${type}:${action}`) ?? NOTHING;
  return { model, casing: sdk ? sdkCasing : optimisedCasing, free, shapeFor };
}

function serviceOf(type: string, name: string): string {
  if (type.startsWith("aws-sdk:")) return type.slice("aws-sdk:".length);
  return own(ELSEWHERE, name) ?? own(SERVICES, type) ?? type.replaceAll("-", "");
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

type ShapeFor = AnswerShape["shapeFor"];

const EMPTY: ModelShape = { type: "structure", members: {} };

function calledShape(model: ServiceModel, call: string): ShapeFor | undefined {
  const operation = operationOf(model, call);
  if (operation === undefined) return undefined;
  const shape = shapeOf(model, model.operations[operation].output) ?? EMPTY;
  return () => shape;
}

/** Operations are written in camel case in resources; ids of the SDK for Java differ from the model's in case only. */
const operationOf = (model: ServiceModel, name: string): string | undefined =>
  Object.keys(model.operations).find((operation) => operation.toLowerCase() === name.toLowerCase());

/**
 * The operation that describes what `createX`, `startX`, `submitX` or `runX` has begun: `DescribeX` or `GetX`, or one that
 * describes several. Step Functions gives the description itself, so an answer may be that, or the whole response.
 */
function polledShape(model: ServiceModel, call: string): ShapeFor | undefined {
  const noun = call.replace(/^[a-z]+/, "");
  const plurals = [`${noun}s`, `${noun}es`];
  const names = [`Describe${noun}`, `Get${noun}`, ...plurals.flatMap((many) => [`Describe${many}`, `BatchGet${many}`])];
  const operation = names.find((name) => Object.hasOwn(model.operations, name));
  if (operation === undefined) return undefined;
  const whole = shapeOf(model, model.operations[operation].output) ?? EMPTY;
  const wrapper = wrapperIn(whole, [noun, ...plurals]);
  if (wrapper === undefined) return () => whole;
  const part = elementOf(model, whole.members![wrapper]) ?? whole;
  const spelled = optimisedCasing(wrapper);
  return (answer) => (isObject(answer) && Object.hasOwn(answer, spelled) ? whole : part);
}

function wrapperIn({ members = {} }: ModelShape, nouns: readonly string[]): string | undefined {
  const wanted = new Set(nouns.map((noun) => noun.toLowerCase()));
  return Object.keys(members).find((member) => wanted.has(member.toLowerCase()));
}

function elementOf(model: ServiceModel, reference: ShapeReference): ModelShape | undefined {
  const shape = shapeOf(model, reference);
  return shape?.type === "list" ? shapeOf(model, shape.member) : shape;
}
