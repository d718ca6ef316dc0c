import { isObject, type Json, type JsonObject, own, textOf } from "../json.js";
import { ACCOUNT, arn, REGION } from "./account.js";
import type { Substitutions } from "./source.js";

/** What CloudFormation's pseudo parameters stand for where nobody deploys. */
const PSEUDO: Readonly<Record<string, Json>> = {
  "AWS::AccountId": ACCOUNT,
  "AWS::NotificationARNs": [],
  "AWS::Partition": "aws",
  "AWS::Region": REGION,
  "AWS::StackId": arn("cloudformation", "stack/stack/00000000-0000-0000-0000-000000000000"),
  "AWS::StackName": "stack",
  "AWS::URLSuffix": "amazonaws.com",
};

/** The value of a pseudo parameter, or undefined. */
export const pseudoParameter = (name: string): Json | undefined => own(PSEUDO as JsonObject, name);

/** A value nobody knows before the stack is deployed, as the placeholder that rules know. */
export const placeholder = (name: string): string => `\${${name.replace(/[{}]/g, "")}}`;

/** The ARN a Lambda function of a template gets. */
const lambdaArn = (id: string): string => arn("lambda", `function:${id}`);

/**
 * What the names in a template stand for: pseudo parameters, parameters' defaults, and of resources what tells a Task
 * what it calls. Everything else is a placeholder. Values given by the caller win.
 */
export class TemplateNames {
  private readonly parameters: JsonObject;
  private readonly resources: JsonObject;

  constructor(
    template: Json,
    private readonly substitutions: Substitutions = {},
    /** Other names for resources, with their logical ids. */
    private readonly aliases: ReadonlyMap<string, string> = new Map(),
  ) {
    this.parameters = objectAt(template, "Parameters");
    this.resources = objectAt(template, "Resources");
  }

  /** What `Ref` gives. */
  ref(name: string): Json {
    return (
      own(this.substitutions as JsonObject, name) ??
      pseudoParameter(name) ??
      this.parameter(name) ??
      this.identity(name) ??
      placeholder(name)
    );
  }

  /** What `Fn::GetAtt` gives. */
  attribute(id: string, attribute: string): Json {
    const name = `${id}.${attribute}`;
    const known = () => this.known(this.aliases.get(id) ?? id, attribute);
    return own(this.substitutions as JsonObject, name) ?? known() ?? placeholder(name);
  }

  private type(id: string): string {
    const resource = own(this.resources, id);
    return isObject(resource) ? textOf(own(resource, "Type") ?? "") : "";
  }

  private parameter(name: string): Json | undefined {
    const parameter = own(this.parameters, name);
    if (!isObject(parameter)) return undefined;
    const type = textOf(own(parameter, "Type") ?? "String");
    const value = own(parameter, "Default") ?? "";
    if (typeof value === "object" || value === "" || type.startsWith("AWS::SSM::")) return undefined;
    if (type === "Number") return Number.isFinite(Number(value)) ? Number(value) : undefined;
    const text = String(value);
    return /List/.test(type) ? text.split(",").map((one) => one.trim()) : text;
  }

  /** Of resources whose Ref is an ARN. */
  private identity(id: string): string | undefined {
    const version = /^(.*)\.(Version|Alias)$/s.exec(id);
    if (version !== null && FUNCTIONS.has(this.type(version[1]))) return `${lambdaArn(version[1])}:${version[2]}`;
    const type = this.type(id);
    if (type === "AWS::Lambda::Version" || type === "AWS::Lambda::Alias") return this.published(id, type.slice(13));
    return this.statesArn(id);
  }

  private published(id: string, part: string): string {
    const properties = objectAt(own(this.resources, id) ?? null, "Properties");
    const named = own(properties, "FunctionName");
    const reference = isObject(named) ? own(named, "Ref") : named;
    return `${lambdaArn(typeof reference === "string" && /^\w+$/.test(reference) ? reference : id)}:${part}`;
  }

  private statesArn(id: string): string | undefined {
    const kind = STATES.get(this.type(id));
    return kind === undefined ? undefined : arn("states", `${kind}:${id}`);
  }

  private known(id: string, attribute: string): string | undefined {
    if (attribute === "Arn" && FUNCTIONS.has(this.type(id))) return lambdaArn(id);
    if (attribute === "Arn" || attribute === "ActivityArn" || attribute === "StateMachineArn")
      return this.statesArn(id);
    return attribute === "Name" && STATES.has(this.type(id)) ? id : undefined;
  }
}

const FUNCTIONS = new Set(["AWS::Serverless::Function", "AWS::Lambda::Function"]);
const STATES = new Map([
  ["AWS::Serverless::StateMachine", "stateMachine"],
  ["AWS::StepFunctions::StateMachine", "stateMachine"],
  ["AWS::StepFunctions::Activity", "activity"],
]);

/** A member that is an object; an empty one where there is none. */
export function objectAt(value: Json, key: string): JsonObject {
  const inner = isObject(value) ? own(value, key) : undefined;
  return isObject(inner) ? inner : {};
}
