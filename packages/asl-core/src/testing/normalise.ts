import { exactDuration } from "../duration.js";
import { isObject, type Json, type JsonObject, put } from "../json.js";
import type { Identity, Input } from "../kernel/index.js";
import type { Millis } from "../time.js";
import { parseTimestamp } from "../time.js";
import type { Visit } from "./visit.js";

/** What is known of a run when its volatile values are looked for. */
export interface Origins {
  readonly definition: JsonObject;
  readonly input: Json;
  readonly identities: readonly Identity[];
  readonly inputs: readonly Input[];
  readonly visits: readonly Visit[];
  readonly startedAt: Millis;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})";
const ARN = "arn:[a-z-]+:states:[a-z0-9-]*:\\d*:(?:execution|express):[^\\s\"'#,]+(?:#\\d+)?";
/** In the texts of errors the interpreter raises; it counts through the run. */
const EVENT = "the event id #\\d+";
const VOLATILE = new RegExp(`${ARN}|${UUID}|${TIME}|${EVENT}`, "g");

const YEAR = 366 * 86_400_000;
/** Clocks before this are made up, and their milliseconds look like any number. */
const PLAUSIBLE = 100_000_000_000;
/** Shorter execution names are words that may mean anything. */
const NAME_LENGTH = 8;

/**
 * Gives values that differ from run to run names that do not, numbered in the order in which they are asked for. Volatile
 * is only what the run made itself, neither the input nor the definition nor an answer: UUIDs (`<uuid-1>`), ARNs of its
 * executions (`<execution>`, those of children `<execution-1>`), task tokens (`<token-1>`), execution names of eight and
 * more characters (`<name>`), times (RFC 3339) and milliseconds between its start and a year later (`<time +4m>`,
 * `<millis +4m>`), and the event ids in the texts of its errors. Everything else stays. Preparing it is linear in the data of the run.
 */
export class Normaliser {
  private readonly given = new Set<string | number>();
  private readonly made = new Set<string | number>();
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly arns = new Map<string, string>();
  private readonly executionName: string;
  private readonly startedAt: Millis;

  constructor({ definition, input, identities, inputs, visits, startedAt }: Origins) {
    this.startedAt = startedAt;
    this.executionName = identities[0].executionName;
    for (const [i, { executionArn }] of identities.entries()) this.arns.set(executionArn, i === 0 ? "<execution>" : "");
    for (const value of [definition, input]) this.learn(value, this.given, this.made);
    for (const one of inputs)
      if (one.type === "ItemsRead") for (const { value } of one.items) this.learn(value, this.given, this.made);
    for (const visit of visits) this.learnVisit(visit);
  }

  /** A copy with every volatile value replaced. Linear. */
  value(value: Json): Json {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return this.isMoment(value) ? `<millis ${this.offset(value)}>` : value;
    if (Array.isArray(value)) return value.map((member) => this.value(member));
    return isObject(value) ? this.object(value) : value;
  }

  /** The same for a text. */
  text(text: string): string {
    if (text === this.executionName && text.length >= NAME_LENGTH) return "<name>";
    return text.replace(VOLATILE, (found) => this.replacement(found));
  }

  private object(value: JsonObject): JsonObject {
    const copy: JsonObject = {};
    for (const key of Object.keys(value)) put(copy, this.text(key), this.value(value[key]));
    return copy;
  }

  private replacement(found: string): string {
    if (found.startsWith("arn:")) return this.arn(found);
    if (this.given.has(found)) return found;
    if (found.startsWith("the event")) return "the event id #…";
    if (found[10] !== "T") return this.named(found, "uuid");
    const at = parseTimestamp(found);
    return at !== undefined && this.isNear(at) ? `<time ${this.offset(at)}>` : found;
  }

  private arn(found: string): string {
    const hash = found.indexOf("#");
    const known = this.arns.get(hash < 0 ? found : found.slice(0, hash));
    if (known === undefined) return found;
    if (hash >= 0) return this.named(found, "token");
    return known || this.named(found, "execution");
  }

  private named(found: string, kind: string): string {
    const name = this.names.get(found);
    if (name !== undefined) return name;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.names.set(found, `<${kind}-${count}>`);
    return `<${kind}-${count}>`;
  }

  private offset(at: Millis): string {
    return at < this.startedAt ? `-${exactDuration(this.startedAt - at)}` : `+${exactDuration(at - this.startedAt)}`;
  }

  private isMoment = (value: number): boolean =>
    this.startedAt >= PLAUSIBLE && Number.isInteger(value) && this.isNear(value) && !this.given.has(value);

  private isNear = (at: Millis): boolean => at >= this.startedAt && at <= this.startedAt + YEAR;

  /** What a task is sent and nobody gave before, the run made; what it answers and the run did not make, is given. */
  private learnVisit({ type, attempts }: Visit): void {
    if (type !== "Task") return;
    for (const { arguments: sent, result, cause } of attempts) {
      if (sent !== undefined) this.learn(sent, this.made, this.given);
      if (result !== undefined) this.learn(result, this.given, this.made);
      if (typeof cause === "string") this.learn(cause, this.given, this.made);
    }
  }

  private learn(value: Json, known: Set<string | number>, unless: ReadonlySet<string | number>): void {
    if (typeof value === "string") {
      for (const [found] of value.matchAll(VOLATILE)) if (!unless.has(found)) known.add(found);
    } else if (typeof value === "number") {
      if (value >= PLAUSIBLE && !unless.has(value)) known.add(value);
    } else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) {
        if (!Array.isArray(value)) this.learn(key, known, unless);
        this.learn(member, known, unless);
      }
  }
}
