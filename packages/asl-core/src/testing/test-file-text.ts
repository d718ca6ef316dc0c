import type { JsonObject } from "../json.js";
import { yamlEntry } from "./yaml-entry.js";

/** A test file, with its `cases`, as YAML that people like to read; `notes` stand above it as comments. O(size). */
export function testFileText(file: JsonObject, notes: readonly string[] = []): string {
  const comments = notes.map((note) => `# ${note}`);
  const { cases, ...head } = file;
  const top = Object.entries(head).flatMap(([key, value]) => yamlEntry(key, value));
  const all = (cases as JsonObject[]).flatMap((one) => {
    const [first, ...rest] = Object.entries(one).flatMap(([key, value]) => yamlEntry(key, value, 4));
    return [`  - ${first}`, ...rest.map((line) => (line === "" ? "" : `    ${line}`))];
  });
  return [...comments, ...top, "cases:", ...all, ""].join("\n");
}
