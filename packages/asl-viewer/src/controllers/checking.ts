import type { ReactiveController, ReactiveControllerHost } from "lit";
import { LONGEST_CHECKED, LONGEST_HERE } from "../checking/checker.js";
import type { Checked, Checker, Problem, Question } from "../checking/problem.js";
import type { NodeMark } from "../markers.js";
import { type Drawn, originOf } from "../timeline/index.js";
import { textOf } from "./drawn-text.js";
import type { Opened } from "./opened.js";

/** Milliseconds from a definition to its check: the picture comes first. */
const PAUSE = 350;

type Marks = ReadonlyMap<string, NodeMark> | undefined;
type Severity = Problem["severity"];

interface Host extends ReactiveControllerHost, EventTarget {
  readonly opened: Opened;
  readonly cursor: { select(selection: { node: string }): void };
  readonly checker: Checker | undefined;
  readonly narrow: boolean;
  sourceOpen: boolean;
}

/** What is known of a definition: its problems, or in words why there was no check. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
  readonly cut: boolean;
  readonly refused?: string;
}

/** The check of the definition that is open: once it is drawn, again where another one comes. */
export class Checking implements ReactiveController {
  /** Undefined while there is no definition, or nothing is known of it yet. */
  findings: Findings | undefined;
  /** The line of the problem that was chosen last. */
  place: { readonly line: number } | undefined;
  private seen: Drawn | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private marked: { readonly key: readonly unknown[]; readonly marks: Marks } = { key: [], marks: undefined };
  private signs: { readonly of?: Findings; readonly lines: ReadonlyMap<number, Severity> } = { lines: new Map() };

  constructor(private readonly host: Host) {
    host.addController(this);
    host.addEventListener("asl-problem", (event) => this.choose((event as CustomEvent<Problem>).detail));
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.seen = undefined;
  }

  hostUpdate(): void {
    const { drawn } = this.host.opened;
    if (drawn === this.seen) return;
    if (drawn === undefined || drawn.name !== this.seen?.name) this.findings = undefined;
    [this.seen, this.place] = [drawn, undefined];
    clearTimeout(this.timer);
    if (drawn !== undefined) this.timer = setTimeout(() => void this.check(drawn), PAUSE);
  }

  private async check(drawn: Drawn): Promise<void> {
    const findings = await this.checked(drawn).catch(refused);
    if (drawn !== this.seen) return;
    this.findings = findings;
    this.host.requestUpdate();
  }

  private async checked(drawn: Drawn): Promise<Findings> {
    const { text, name, machine } = await textOf(drawn);
    if (text.length > LONGEST_CHECKED) throw new Error("it is longer than 8 MB");
    const isWritten = drawn.read !== undefined;
    const file = originOf(drawn) === undefined ? fileOf(drawn) : (name ?? "");
    const question = isWritten ? { text, file, machine } : { definition: drawn.definition };
    const checked = (await this.host.checker?.check(question)) ?? (await checkHere(question, text.length));
    const { problems, cut } = checked;
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return { problems, cut, errors, warnings: problems.length - errors };
  }

  /** Chooses the state a problem is in, and shows its line. */
  private choose({ pointer, line }: Problem): void {
    this.place = line === undefined ? undefined : { line };
    if (line !== undefined && !this.host.narrow) this.host.sourceOpen = true;
    const node = this.nodeOf(pointer);
    if (node !== undefined) this.host.cursor.select({ node });
    this.host.requestUpdate();
  }

  /** The innermost state around a place. */
  private nodeOf(pointer: string): string | undefined {
    const nodes = this.host.opened.graph?.nodes;
    for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (nodes?.has(at)) return at;
    return undefined;
  }

  /** Marks with signs on states that have problems. O(problems + states), where anything changed. */
  marks(marks: Marks): Marks {
    const { findings } = this;
    const { graph, trail } = this.host.opened;
    if (findings === undefined || findings.problems.length === 0 || trail.length > 0) return marks;
    const key = [marks, findings, graph];
    if (key.some((one, at) => one !== this.marked.key[at])) this.marked = { key, marks: this.markNew(marks, findings) };
    return this.marked.marks;
  }

  private markNew(marks: Marks, { problems }: Findings): Marks {
    const result = new Map(marks);
    for (const { severity, pointer } of problems) {
      const node = this.nodeOf(pointer);
      const known = node === undefined ? undefined : result.get(node);
      if (node !== undefined && known?.problem !== "error") result.set(node, { ...known, problem: severity });
    }
    return result;
  }

  /** The lines with problems, each with the worse where there are several. */
  get lines(): ReadonlyMap<number, Severity> {
    const { findings } = this;
    if (this.signs.of === findings) return this.signs.lines;
    const lines = new Map<number, Severity>();
    for (const { line, severity } of findings?.problems ?? [])
      if (line !== undefined && lines.get(line) !== "error") lines.set(line, severity);
    this.signs = { of: findings, lines };
    return lines;
  }
}

const refused = (error: unknown): Findings => ({
  ...{ problems: [], errors: 0, warnings: 0, cut: false },
  refused: error instanceof Error ? error.message : String(error),
});

/** Of a text that is the definition alone, whatever file it was found in. */
const fileOf = ({ read }: Drawn): string => `definition.asl.${read?.format === "yaml" ? "yaml" : "json"}`;

/** On the page's thread, which long texts would stop. */
async function checkHere(question: Question, length: number): Promise<Checked> {
  if (length > LONGEST_HERE) throw new Error("it is longer than 1 MB, and nothing but this page is there to check it");
  return (await import("../checking/index.js")).check(question);
}
