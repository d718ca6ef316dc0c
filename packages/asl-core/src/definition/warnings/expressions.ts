import { isObject, type Json, type JsonObject } from "../../json.js";
import { isExpressionText } from "../../language/jsonata/index.js";
import { append } from "../append.js";
import { leadOn, type Segment } from "../location.js";
import { isPlaceholder } from "../rules/placeholders.js";
import type { Expression, Stage } from "./expression.js";
import { hasResult, type State } from "./model.js";
import { type Read, readsOfJsonata, readsOfJsonPath, type Source } from "./reads.js";

/**
 * All expressions of a state's own fields, in the order they are written; those of inner states belong to these. What
 * does not parse is left out. Computed once per state; linear in the state's text. Texts are parsed once per process
 * (the parsers keep what they parsed).
 */
export function expressionsOf(state: State): readonly Expression[] {
  return (state.expressions ??= new Collector(state).all());
}

/** How a field is read: when, and what `$` means in it where it is JSONPath. */
interface FieldUse {
  readonly field: string;
  readonly index: number;
  readonly stage: Stage;
  readonly root: Source;
}

const WORK: readonly [Stage, Source] = ["arguments", "effective"];
const ITEMS: readonly [Stage, Source] = ["items", "effective"];

/** Fields that are looked into: when they are evaluated, and what `$` means in them. */
const FIELDS: Readonly<Record<string, readonly [Stage, Source] | undefined>> = Object.assign(Object.create(null), {
  InputPath: ["input", "input"],
  Parameters: WORK,
  Arguments: WORK,
  Credentials: WORK,
  TimeoutSeconds: WORK,
  TimeoutSecondsPath: WORK,
  HeartbeatSeconds: WORK,
  HeartbeatSecondsPath: WORK,
  Seconds: WORK,
  SecondsPath: WORK,
  Timestamp: WORK,
  TimestampPath: WORK,
  Error: ["error", "input"],
  ErrorPath: ["error", "input"],
  Cause: ["error", "input"],
  CausePath: ["error", "input"],
  Items: ITEMS,
  ItemsPath: ITEMS,
  ItemSelector: ITEMS,
  ItemReader: ITEMS,
  ItemBatcher: ITEMS,
  ResultWriter: ITEMS,
  MaxConcurrency: ITEMS,
  MaxConcurrencyPath: ITEMS,
  ToleratedFailureCount: ITEMS,
  ToleratedFailureCountPath: ITEMS,
  ToleratedFailurePercentage: ITEMS,
  ToleratedFailurePercentagePath: ITEMS,
  ResultSelector: ["selector", "result"],
  ResultPath: ["resultPath", "input"],
  Output: ["output", "output"],
  OutputPath: ["output", "output"],
  Assign: ["assign", "effective"],
});

/** The same inside an entry of Choices and Catch. */
const CHOICES = { Assign: "assign", Output: "output", Next: "", Comment: "" } as const;
const CATCHER = { Assign: "assign", Output: "output", ResultPath: "resultPath" } as const;

/** Operators end in Path where their operand is one. */
const isPathField = (key: string): boolean => key === "Variable" || key.endsWith("Path");

const NONE: readonly Read[] = [];

class Collector {
  private found: Expression[] = [];
  private readonly path: Segment[];

  constructor(private readonly state: State) {
    this.path = [...state.path];
  }

  all(): Expression[] {
    const { value } = this.state;
    for (const key in value) {
      if (key === "Choices" || key === "Catch") this.entries(key, value[key]);
      else this.field(key, value[key]);
    }
    return this.found;
  }

  private field(key: string, value: Json): void {
    const known = FIELDS[key];
    if (known === undefined) return;
    let [stage, root] = known;
    if (key === "Assign" && hasResult(this.state)) root = "result"; // the guide, "Passing data between states with variables"
    if (key === "Parameters" && this.state.type === "Map") stage = "items";
    this.inside(key, value, { field: key, index: -1, stage, root });
  }

  private entries(field: "Choices" | "Catch", list: Json): void {
    if (!Array.isArray(list)) return;
    this.path.push(field);
    for (let index = 0; index < list.length; index++) {
      const entry = list[index];
      this.path.push(index);
      if (isObject(entry)) this.entry(entry, field, index);
      this.path.pop();
    }
    this.path.pop();
  }

  private entry(entry: JsonObject, field: "Choices" | "Catch", index: number): void {
    const isChoice = field === "Choices";
    const stages: Readonly<Record<string, Stage | "">> = isChoice ? CHOICES : CATCHER;
    const root = isChoice ? "effective" : "errorOutput";
    for (const key in entry) {
      const stage = Object.hasOwn(stages, key) ? stages[key] : isChoice ? "choice" : "";
      if (stage !== "") this.inside(key, entry[key], { field, index, stage, root });
    }
  }

  private inside(segment: Segment, value: Json, use: FieldUse): void {
    if (typeof value === "string") this.text(segment, value, use);
    else if (typeof value === "object" && value !== null) {
      this.path.push(segment);
      if (Array.isArray(value))
        for (let index = 0; index < value.length; index++) this.inside(index, value[index], use);
      else for (const key in value) this.inside(key, value[key], use);
      this.path.pop();
    }
  }

  private text(segment: Segment, text: string, use: FieldUse): void {
    if (this.state.language === "JSONata") {
      if (isExpressionText(text)) this.add(segment, text, use, "jsonata", readsOfJsonata(text));
      else if (isPlaceholder(text)) this.add(segment, text, use, "unknown", NONE);
    } else if (typeof segment === "string" && this.holdsPath(segment, use)) {
      const kind = text.trimStart().startsWith("$") ? "path" : "intrinsic";
      this.add(segment, text, use, kind, readsOfJsonPath(text, use.root));
    }
  }

  /** A key of a template that ends in `.$`, or a field that takes a path. */
  private holdsPath(key: string, use: FieldUse): boolean {
    if (key.endsWith(".$")) return true;
    if (use.stage === "choice") return isPathField(key);
    return key.endsWith("Path") && (this.path.length === this.state.path.length || this.isNested(use));
  }

  /** Directly inside an entry of Catch, or in the parts of a distributed Map that are not templates. */
  private isNested({ field }: FieldUse): boolean {
    const inner = this.path.slice(this.state.path.length);
    if (field === "Catch") return inner.length === 2;
    return inner.every(
      (segment) => segment === "ItemReader" || segment === "ReaderConfig" || segment === "ItemBatcher",
    );
  }

  private add(
    segment: Segment,
    text: string,
    { field, index, stage }: FieldUse,
    kind: Expression["kind"],
    reads: readonly Read[] | undefined,
  ): void {
    if (reads === undefined) return;
    const path = leadOn(this.path, segment);
    this.found = append(this.found, {
      path,
      field,
      index,
      stage,
      kind,
      text,
      reads: stage === "resultPath" ? NONE : reads,
    });
  }
}
