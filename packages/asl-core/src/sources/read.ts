import { readDefinition } from "../definition/index.js";
import type { Source, SourceOptions } from "./source.js";

/**
 * Reads a file as people have it: a definition in JSON, YAML or JSON with comments, the answer of DescribeStateMachine, a
 * SAM or CloudFormation template, a serverless.yml, a Terraform file. `file` decides with its ending, then the content.
 */
export async function readSource(file: string, text: string, _options: SourceOptions = {}): Promise<Source> {
  const read = await readDefinition(text, { file });
  return { kind: "definition", file, text, machines: [{ id: "", file, read }], diagnostics: [] };
}
