import { isObject, type Json, type JsonObject, own } from "../json.js";
import { matchesParts } from "../machine/pattern.js";
import { pointerStep } from "../pointer.js";
import { type Millis, parseTimestamp } from "../time.js";

/** What is known of two executions when their values are compared. */
export interface Origins {
  /** What both were given: the input and the results of tasks. Whatever stands in it was not made anew. */
  readonly given: readonly Json[];
  /** The definition of the second execution. */
  readonly definition: JsonObject;
  /** Names and ARNs of the second execution that stand for those of the first, which nobody knows. */
  readonly names: readonly string[];
  /**
   * The account of ARNs in the definition that stand for others, as those of a template do that nobody deployed here. One
   * of them stands for the same throughout.
   */
  readonly standInAccount?: string;
  /** When the second began and ended on its clock. */
  readonly from: Millis;
  readonly to: Millis;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})";
/** In the texts of errors the interpreter raises: it counts through the execution. */
const EVENT = "event id #\\d+";
/** Of a template whose values are not known here. */
const PLACEHOLDER = "\\$\\{[\\w:.-]{1,200}\\}";
/** A task token made here. */
const TOKEN = '(?:arn:[a-z-]+:states:[^#"\\s]{1,300})#\\d+';
const MADE = new RegExp(`${UUID}|${TIME}`, "g");

const RANDOM = /\$random\b|States\.MathRandom/;
const DAY = 86_400_000;

/**
 * Compares values of a recorded execution with those of its replay. What an execution makes anew — UUIDs, times of its
 * clock, task tokens, names and ARNs nobody knows here, random numbers, placeholders without values — counts as the same
 * where it stands in the same place; what either was given does not. Preparing is linear in `given`.
 */
export class Volatile {
  private readonly given = new Set<string>();
  private readonly pairs = new Set<string>();
  /** Texts with ARNs that stand for others → what they stand for, and back. */
  private readonly standIns = new Map<string, string>();
  private readonly standIn: RegExp | undefined;
  private readonly tokens: RegExp;
  private readonly random: boolean;
  private readonly text: string;
  /** How many values counted as the same though they differ. */
  passed = 0;

  constructor(private readonly origins: Origins) {
    this.text = JSON.stringify(origins.definition);
    for (const value of [...origins.given, origins.definition])
      for (const [found] of JSON.stringify(value).matchAll(MADE)) this.given.add(found);
    const names = origins.names.filter((name) => name !== "").map(escaped);
    const { standInAccount: account } = origins;
    const standIn =
      account === undefined ? [] : [`(?<=arn:aws:[\\w-]{1,40}:)[\\w-]{0,40}:${account}:[^\\s"',]{0,400}`, account];
    this.standIn = account === undefined ? undefined : new RegExp(`\\b${account}\\b`);
    this.tokens = new RegExp([TOKEN, ...standIn, ...names, UUID, TIME, EVENT, PLACEHOLDER].join("|"), "g");
    this.random = RANDOM.test(this.text);
  }

  /** Linear in both. */
  same(recorded: Json, replayed: Json): boolean {
    return this.differing(recorded, replayed, "") === undefined;
  }

  /**
   * RFC 6901 pointer of the first place that differs: by members of the replayed value, then by those it lacks. Undefined
   * where they are the same.
   */
  differing(recorded: Json | undefined, replayed: Json | undefined, pointer: string): string | undefined {
    if (recorded === undefined || replayed === undefined) return recorded === replayed ? undefined : pointer;
    if (Array.isArray(recorded) && Array.isArray(replayed)) return this.inArrays(recorded, replayed, pointer);
    if (isObject(recorded) && isObject(replayed)) return this.inObjects(recorded, replayed, pointer);
    return this.sameLeaf(recorded, replayed) ? undefined : pointer;
  }

  private inArrays(recorded: Json[], replayed: Json[], pointer: string): string | undefined {
    const length = Math.max(recorded.length, replayed.length);
    for (let i = 0; i < length; i++) {
      const found = this.differing(recorded[i], replayed[i], `${pointer}/${i}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private inObjects(recorded: JsonObject, replayed: JsonObject, pointer: string): string | undefined {
    for (const key of [
      ...Object.keys(replayed),
      ...Object.keys(recorded).filter((one) => !Object.hasOwn(replayed, one)),
    ]) {
      const found = this.differing(own(recorded, key), own(replayed, key), pointer + pointerStep(key));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private sameLeaf(recorded: Json, replayed: Json): boolean {
    if (recorded === replayed) return true;
    const same =
      typeof replayed === "string"
        ? typeof recorded === "string" && this.sameText(recorded, replayed)
        : typeof replayed === "number" && typeof recorded === "number" && this.sameNumber(recorded, replayed);
    if (same) this.passed++;
    return same;
  }

  private sameText(recorded: string, replayed: string): boolean {
    const parts: string[] = [];
    let from = 0;
    for (const match of replayed.matchAll(this.tokens)) {
      if (!this.isMade(match[0])) continue;
      parts.push(replayed.slice(from, match.index));
      from = match.index + match[0].length;
    }
    if (parts.length === 0) return false;
    parts.push(replayed.slice(from));
    return matchesParts(recorded, parts) && this.isConsistent(recorded, replayed);
  }

  private isConsistent(recorded: string, replayed: string): boolean {
    if (this.standIn === undefined || !this.standIn.test(replayed)) return true;
    const [there, back] = [this.standIns.get(`>${replayed}`), this.standIns.get(`<${recorded}`)];
    if (there !== undefined || back !== undefined) return there === recorded && back === replayed;
    this.standIns.set(`>${replayed}`, recorded).set(`<${recorded}`, replayed);
    return true;
  }

  private isMade(found: string): boolean {
    if (found.startsWith("${")) return this.text.includes(found);
    if (this.given.has(found)) return false;
    const at = found[10] === "T" ? parseTimestamp(found) : undefined;
    return at === undefined || this.isNow(at);
  }

  private isNow = (at: Millis): boolean => at >= this.origins.from - DAY && at <= this.origins.to + DAY;

  private sameNumber(recorded: number, replayed: number): boolean {
    if (Number.isInteger(replayed) && this.isNow(replayed)) return recorded > 100_000_000_000;
    if (this.isNow(replayed * 1000)) return recorded > 100_000_000 && recorded < 100_000_000_000;
    return this.random && this.samePair(recorded, replayed);
  }

  /** Random numbers come out otherwise; one that was seen keeps its counterpart. */
  private samePair(recorded: number, replayed: number): boolean {
    const key = String(replayed);
    if (this.pairs.has(`${key}=${recorded}`)) return true;
    if (this.pairs.has(key)) return false;
    this.pairs.add(key).add(`${key}=${recorded}`);
    return true;
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
