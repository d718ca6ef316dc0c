import { readablePath, valueAt } from "../definition/location.js";
import { yamlFor } from "../definition/read-any.js";
import type { JsonObject } from "../json.js";
import { nearest } from "../near.js";
import { readDefinitionFile } from "./definition-file.js";
import { describedMachine, isDescription } from "./description.js";
import type { EmbeddedText } from "./embedded.js";
import { functionPlaces } from "./function-places.js";
import { kindOf } from "./kind.js";
import { say } from "./say.js";
import type { OpenFile, Source, SourceDiagnostic, SourceKind, SourceOptions } from "./source.js";
import { sourceMachine } from "./source-machine.js";

/**
 * Reads a file as people have it: a definition in JSON, YAML or JSON with comments, the answer of DescribeStateMachine, a
 * SAM or CloudFormation template, a serverless.yml, a Terraform file. `file` decides with its ending, then the content.
 * Never rejects for what the files hold. At most 1,000 other files are opened.
 */
export async function readSource(file: string, text: string, options: SourceOptions = {}): Promise<Source> {
  const bounded = { ...options, open: options.open && boundedOpen(options.open) };
  const source = await readWhole(file, text, bounded);
  const { only } = options;
  if (source.machines.length > 0 && only === undefined) return source;
  if (only === undefined) return source.diagnostics.length > 0 ? source : withoutMachine(source);
  const machines = source.machines.filter(({ id }) => id === only);
  if (machines.length > 0) return { ...source, machines };
  if (source.machines.length === 0 && source.diagnostics.some(tellsWhy)) return source;
  const { only: _, ...all } = bounded;
  return withoutWanted(await readWhole(file, text, all), only);
}

/** True where the machine that is wanted is there and cannot be read, or the file itself cannot. */
const tellsWhy = ({ rule }: SourceDiagnostic): boolean =>
  rule.startsWith("definition-") || rule === "invalid-yaml" || rule === "invalid-json" || rule === "too-deep";

/** What reads each kind is loaded when it is met. */
async function readWhole(file: string, text: string, options: SourceOptions): Promise<Source> {
  switch (kindOf(file, text)) {
    case "cloudformation":
      return (await import("./cloudformation.js")).readTemplate(file, text, options);
    case "serverless":
      return (await import("./serverless.js")).readServerless(file, text, options);
    case "terraform":
      return (await import("./terraform.js")).readTerraform(file, text, options);
    default:
      return definition(file, text, options);
  }
}

async function definition(file: string, text: string, { substitutions }: SourceOptions): Promise<Source> {
  if (mayDescribe(text)) {
    const outer = await readDefinitionFile(file, text);
    if (isDescription(outer.value)) {
      const yaml = await yamlFor(/^\s*\{/.test(outer.value.definition) ? "json" : "yaml");
      const machine = describedMachine(file, outer, outer.value, { yaml, substitutions });
      return { kind: "description", file, text, machines: [machine], diagnostics: [] };
    }
  }
  const read = await readDefinitionFile(file, text, { substitutions });
  const diagnostics = leaveFunctions(file, read);
  return { kind: "definition", file, text, machines: [sourceMachine("", file, read)], diagnostics };
}

/** Functions of a template in a definition count as values nobody knows: what they come to, its template says. */
function leaveFunctions(file: string, read: EmbeddedText): SourceDiagnostic[] {
  const places = functionPlaces(read.value, read.text);
  if (places.length === 0) return [];
  Object.assign(read, { unknown: new Set([...(read.unknown ?? []), ...places]) });
  const key = Object.keys(valueAt(read.value, places[0]) as JsonObject)[0];
  const said = say(file, "template-function", { name: key }, read.locate(places[0]));
  return [{ ...said, pointer: places[0], path: readablePath(places[0]) }];
}

/** A text has to mention both before it can be a description. */
const mayDescribe = (text: string): boolean =>
  text.includes("definition") && (text.includes("stateMachineArn") || text.includes("roleArn"));

const withoutMachine = (source: Source): Source => ({
  ...source,
  diagnostics: [say(source.file, "no-machine", { hint: "" })],
});

/** Says which machines there are, the likeliest first. */
function withoutWanted(source: Source, only: string): Source {
  const ids = source.machines.map(({ id }) => id).filter((id) => id !== "");
  const near = nearest(only, ids);
  const sorted = near === undefined ? ids : [near, ...ids.filter((id) => id !== near)];
  const meant = near === undefined ? "" : `Did you mean ${near}? `;
  const hint = sorted.length > 0 ? `${meant}It has ${sorted.slice(0, 20).join(", ")}.` : NAMELESS[source.kind];
  const said = say(source.file, "unknown-machine", { id: only, hint });
  const aboutAll = source.diagnostics.filter(({ rule, severity }) => severity === "error" || ABOUT_ALL.has(rule));
  return { ...source, machines: [], diagnostics: [...aboutAll, said] };
}

/** What may be the reason why a machine is not found. */
const ABOUT_ALL: ReadonlySet<string> = new Set(["machines-computed", "not-terraform"]);

const NAMELESS: Readonly<Record<SourceKind, string>> = {
  definition: "It is a definition itself: leave out what follows #.",
  description: "It describes one machine: leave out what follows #.",
  cloudformation: "It has none.",
  serverless: "It has none.",
  terraform: "It has none.",
};

const MAX_FILES = 1000;

/** Opens each file once, and no more than MAX_FILES. */
function boundedOpen(open: OpenFile): OpenFile {
  const opened = new Map<string, string | undefined>();
  return (path) => {
    if (!opened.has(path)) opened.set(path, opened.size < MAX_FILES ? open(path) : undefined);
    return opened.get(path);
  };
}
