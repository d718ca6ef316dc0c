import { ExpressionSyntaxError } from "../../errors.js";
import { SIGNATURES } from "../../language/intrinsics/signatures.js";
import { isReferencePath, parse, type Tree } from "../../language/jsonpath/index.js";
import { nearest } from "../../near.js";
import { isPlaceholder, standIns } from "./placeholders.js";

/** What is wrong with the text of an expression, and where in it. */
export interface Fault {
  message: string;
  offset: number;
  length: number;
}

/** What is wrong with the texts of paths and intrinsic calls; undefined where nothing is. */

export const pathFault = (text: string): Fault | undefined =>
  text.startsWith("$") ? faultOf(text, (tree) => (tree.kind === "path" ? undefined : notAPath(text))) : notAPath(text);

/** A call of an intrinsic function. It begins with the name; blanks may follow it. Source: the specification. */
export const intrinsicFault = (text: string): Fault | undefined =>
  CALL.test(text) ? faultOf(text, (tree) => (tree.kind === "call" ? undefined : notACall(text))) : notACall(text);

const CALL = /^States\./;

/** Intrinsic functions a field that needs text may call. Source: the guide, Fail state. */
const TEXT_FUNCTIONS = new Set([
  "Format",
  "JsonToString",
  "ArrayGetItem",
  "Base64Encode",
  "Base64Decode",
  "Hash",
  "UUID",
]);

/** A call of an intrinsic function that gives text. */
export const textIntrinsicFault = (text: string): Fault | undefined =>
  intrinsicFault(text) ??
  faultOf(text, (tree) => {
    if (tree.kind !== "call" || TEXT_FUNCTIONS.has(tree.name)) return undefined;
    return {
      message: `States.${tree.name} does not return a string.`,
      offset: tree.offset,
      length: tree.end - tree.offset,
    };
  });

/** A path that names one node. */
export const referencePathFault = (text: string): Fault | undefined =>
  text.startsWith("$")
    ? faultOf(text, (tree) => (isReferencePath(tree) ? undefined : notAReference(tree, text)))
    : { message: "Reference path didn't start with '$'", offset: 0, length: text.length };

/** A reference path into the state's input. */
export const resultPathFault = (text: string): Fault | undefined =>
  referencePathFault(text) ??
  faultOf(text, (tree) =>
    tree.kind === "path" && tree.root !== "input"
      ? { message: "ResultPath must start with '$.' or be '$'", offset: 0, length: text.length }
      : undefined,
  );

function faultOf(text: string, check: (tree: Tree) => Fault | undefined): Fault | undefined {
  const fault = plainFaultOf(text, check);
  if (fault === undefined || !isPlaceholder(text)) return fault;
  const faults = standIns(text).map((standIn) => plainFaultOf(standIn, check));
  return faults.includes(undefined) ? undefined : fault;
}

function plainFaultOf(text: string, check: (tree: Tree) => Fault | undefined): Fault | undefined {
  try {
    return check(parse(text));
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return { message: withMeant(error), offset: error.offset, length: error.length };
  }
}

/** A misspelt intrinsic function is given its right name. */
function withMeant({ message }: ExpressionSyntaxError): string {
  const name = /^There is no intrinsic function States\.(\w+)$/.exec(message)?.[1];
  if (name === undefined) return message;
  const near = nearest(name, SIGNATURES.keys());
  return near === undefined ? `${message}.` : `${message}: did you mean States.${near}?`;
}

const notAPath = (text: string): Fault => ({ message: "Paths start with '$'.", offset: 0, length: text.length });
const notACall = (text: string): Fault => ({ message: callHint(text), offset: 0, length: text.length });

function callHint(text: string): string {
  if (/^\s+(States\.|\$)/.test(text)) return "Remove the blanks before it.";
  const name = /^(\w+)\(/.exec(text)?.[1];
  if (name !== undefined && SIGNATURES.has(name)) return `Did you mean States.${name}?`;
  return "Expected a path that begins with $, or a call such as States.Format(…). A plain value needs no .$ at its key.";
}

function notAReference(tree: Tree, text: string): Fault {
  const steps = tree.kind === "path" ? tree.steps : [];
  const step = steps.find((one) => one.kind !== "name" && one.kind !== "index");
  const [offset, end] = step === undefined ? [0, text.length] : [step.offset, step.end];
  return { message: `'${text.slice(offset, end)}' can match more than one node`, offset, length: end - offset };
}
