import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  awsMessage,
  type Diagnostic,
  type MachineType,
  type Range,
  readText,
  toPointer,
  validate,
} from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import { listed, page } from "./exceptions.js";
import { sharedFolder } from "./shared.js";

/** One thing another validator, or AWS, says about a definition; where, in one of three ways. */
interface Said {
  code?: string | null;
  message?: string;
  /** Zero-based line and character. */
  start?: [number, number];
  path?: string | null | (string | number)[];
}

interface Verdict {
  id: string;
  file: string;
  document: "state-machine" | "resource-properties" | "fragment";
  expected: { valid: boolean | null; errors: Said[] };
  machine_type?: MachineType;
  aws_recorded?: boolean;
}

/** Stands where the recording left the ARN of an activity out. */
const ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:work";

const folder = sharedFolder("realdata", "invalid");
const manifest: Verdict[] =
  folder === undefined ? [] : (JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Verdict[]);
const judged = manifest.filter(({ expected }) => expected.valid !== null);
const found = new Map(judged.map((one) => [one.id, errorsOf(one)]));

function errorsOf(one: Verdict): Diagnostic[] {
  const text = textOf(one);
  const read = text === undefined ? undefined : readText(text, { file: one.file, yaml: readYaml });
  const all = read === undefined ? [] : validate(read, { type: one.machine_type, warnings: false });
  return all.filter(({ severity }) => severity === "error");
}

/** The definition's text; of a template's properties, the definition in them, where it is not computed. */
function textOf({ file, document }: Verdict): string | undefined {
  const text = readFileSync(join(folder!, "..", file), "utf8").replace(/PLACEHOLDER_\w*activityArn/, ACTIVITY);
  if (document !== "resource-properties") return text;
  const { Definition, DefinitionString } = JSON.parse(text) as Record<string, object | string | undefined>;
  const given = Definition ?? DefinitionString;
  if (typeof given === "string") return given;
  return Object.keys(given!).some((key) => key.startsWith("Fn::")) ? undefined : JSON.stringify(given);
}

/** Recordings leave out the partition. */
const partitionless = (message: string): string => message.replace("arn:aws:", "arn:<partition>:");

const verdict = (valid: boolean | null): string => (valid ? "accepts" : "refuses");
const rulesOf = (id: string): string =>
  [...new Set(found.get(id)!.map(({ rule }) => `\`${rule}\``))].join(", ") || "accepted";

/** True where something we say stands where it was said. */
function isPlaced(said: Said, { id, aws_recorded }: Verdict): boolean {
  const ours = found.get(id)!;
  if (aws_recorded) return ours.some((one) => one.location === (said.path ?? undefined));
  if (Array.isArray(said.path))
    return ours.some((one) => one.pointer.startsWith(toPointer(said.path!.slice(1) as string[])));
  return (
    said.start === undefined || ours.some((one) => rangesOf(one).some((range) => holdsLine(range, said.start![0])))
  );
}

const rangesOf = ({ range, related }: Diagnostic): (Range | undefined)[] => [
  range,
  ...(related ?? []).map((place) => place.range),
];

const holdsLine = (range: Range | undefined, line: number): boolean =>
  range !== undefined && range.start.line <= line + 1 && line + 1 <= range.end.line;

describe.skipIf(folder === undefined)("definitions that others judged", () => {
  const differing = listed("Verdicts");

  it.each(judged)("are judged alike, but for the listed: $id", (one) => {
    const ours = found.get(one.id)!;
    const exception = differing.get(one.id);
    if (exception === undefined) expect(verdict(ours.length === 0), rulesOf(one.id)).toBe(verdict(one.expected.valid));
    else expect(exception).toEqual([verdict(one.expected.valid), rulesOf(one.id)]);
  });

  it("differ wherever the page says so, and nowhere else", () => {
    const ids = judged
      .filter(({ id, expected }) => (found.get(id)!.length === 0) !== expected.valid)
      .map(({ id }) => id);
    expect([...differing.keys()].sort()).toEqual(ids.sort());
  });

  it("are given AWS's codes and sentences where AWS answered", () => {
    const recorded = judged.filter(({ aws_recorded, expected }) => aws_recorded && !expected.valid);
    expect(recorded.length).toBeGreaterThan(10);
    for (const { id, expected } of recorded)
      expect(found.get(id)!.map((one) => [one.code, partitionless(awsMessage(one)), one.location ?? null])).toEqual(
        expected.errors.map(({ code, message, path }) => [code, message, path ?? null]),
      );
  });

  it("have what is wrong in the same places, but for the listed", () => {
    const misplaced = judged
      .filter(({ id, expected }) => !expected.valid && !differing.has(id))
      .filter((one) => !one.expected.errors.every((said) => isPlaced(said, one)));
    expect([...listed("Places").keys()].sort()).toEqual(misplaced.map(({ id }) => id).sort());
  });

  it("are counted on the page", () => {
    const agreeing = judged.length - differing.size;
    expect(page).toContain(`${judged.length} with a verdict`);
    expect(page).toContain(`| ${agreeing} of ${judged.length} |`);
    expect(page).toContain(`We judge ${agreeing} of them alike`);
  });
});
