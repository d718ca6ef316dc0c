import { findNode, type Lines, type PositionNode } from "../definition/positions.js";
import type { MachineType } from "../definition/types.js";
import { isObject, type Json, type JsonObject, own } from "../json.js";
import { pointerStep } from "../pointer.js";
import { readEmbedded } from "./embedded.js";
import { mappedText, scalarPiece } from "./mapped-text.js";
import type { SourceMachine, SourceOptions } from "./source.js";
import { sourceMachine } from "./source-machine.js";

/** True for what `terraform show -json` prints of a plan or a state. */
export const isTerraformPlan = (value: Json): value is JsonObject => isObject(value) && rootOf(value) !== undefined;

/** The pointer of the module everything hangs on. */
function rootOf(value: JsonObject): string | undefined {
  for (const key of ["planned_values", "values"]) {
    const values = own(value, key);
    if (isObject(values) && isObject(own(values, "root_module") ?? null)) return `/${key}/root_module`;
  }
  return undefined;
}

/** Modules inside modules are looked into as deep as this. */
const MAX_MODULES = 50;

/**
 * The machines of a plan or a state, by their addresses without the type (`order`, `module.shop.order`). Those whose
 * definition Terraform does not know yet are not among them. Linear.
 */
export function plannedMachines(
  file: string,
  text: string,
  plan: JsonObject,
  root: PositionNode,
  lines: Lines,
  options: SourceOptions,
): SourceMachine[] {
  const machines: SourceMachine[] = [];
  const pointer = rootOf(plan) ?? "";
  const values = own(plan, pointer.split("/")[1]) as JsonObject;
  for (const { resource, at } of resourcesOf(own(values, "root_module") ?? null, pointer)) {
    const planned = plannedMachine(resource);
    const node = findNode(root, `${at}/values/definition`);
    if (planned === undefined || node === undefined) continue;
    const { only = planned.id } = options;
    if (only !== planned.id && only !== planned.address) continue;
    const mapped = mappedText([scalarPiece(text, node, planned.definition)], node.start);
    const read = readEmbedded(mapped, text, { format: "json", lines, substitutions: options.substitutions });
    machines.push(sourceMachine(only, file, read, planned.type));
  }
  return machines;
}

interface Resource {
  readonly resource: JsonObject;
  readonly at: string;
}

function* resourcesOf(module: Json, at: string, depth = 0): Generator<Resource> {
  if (!isObject(module) || depth > MAX_MODULES) return;
  for (const [index, resource] of listOf(module, "resources").entries())
    if (isObject(resource)) yield { resource, at: `${at}/resources${pointerStep(index)}` };
  for (const [index, child] of listOf(module, "child_modules").entries())
    yield* resourcesOf(child, `${at}/child_modules${pointerStep(index)}`, depth + 1);
}

function listOf(object: JsonObject, key: string): Json[] {
  const list = own(object, key);
  return Array.isArray(list) ? list : [];
}

interface Planned {
  readonly id: string;
  readonly address: string;
  readonly type: MachineType;
  readonly definition: string;
}

function plannedMachine(resource: JsonObject): Planned | undefined {
  const values = own(resource, "values");
  const address = own(resource, "address");
  if (own(resource, "type") !== "aws_sfn_state_machine" || !isObject(values)) return undefined;
  const definition = own(values, "definition");
  if (typeof definition !== "string" || typeof address !== "string") return undefined;
  const type = own(values, "type") === "EXPRESS" ? "EXPRESS" : "STANDARD";
  return { id: address.replace("aws_sfn_state_machine.", ""), address, type, definition };
}
