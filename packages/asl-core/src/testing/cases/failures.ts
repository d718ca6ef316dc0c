import type { Json, JsonObject } from "../../json.js";
import { pointerStep } from "../../pointer.js";
import { type Differences, diff, diffLines } from "../diff.js";
import type { CaseFailure } from "./case-failure.js";
import { shortText } from "./phrases.js";
import type { TestCase } from "./test-case.js";
import { isPattern, matchesText } from "./text-match.js";
import type { Place } from "./where-from.js";

/** Names and indexes that lead to an expectation: `["states", "Charge", 0, "output"]`. */
export type Expected = readonly [name: string, ...parts: (string | number)[]];

/** Gathers what a case expects and its run does not show. */
export class Failures {
  readonly list: CaseFailure[] = [];

  constructor(private readonly one: TestCase) {}

  add(expected: Expected, message: string, details: readonly string[] = [], place: Place = {}): void {
    const [name, ...parts] = expected;
    const base = this.one.expectAt.get(name);
    const pointer = base === undefined ? this.one.pointer : base + parts.map(pointerStep).join("");
    this.list.push({ expectation: expected.join("."), pointer, message, details, ...place });
  }

  /** Of answers: they stand beside the expectations. */
  unused(key: string, index: number): void {
    const pointer = (this.one.answersAt.get(key) ?? this.one.pointer) + (index < 0 ? "" : pointerStep(index));
    const which = index < 0 ? `the answers of ${key} are` : `answer ${index + 1} of ${key} is`;
    const message = `${which} not used: nothing asked for it`;
    this.list.push({
      expectation: "unused",
      pointer,
      message,
      details: ["expect: { unused: allowed } lets this pass"],
    });
  }

  /** A value, to be equal; `more` tells of what differs in other words. */
  value(
    expected: Expected,
    wanted: unknown,
    actual: unknown,
    place: Place = {},
    more: (found: Differences) => readonly string[] = () => [],
  ): void {
    const found = diff(wanted, actual);
    if (found.list.length === 0) return;
    const lines = [...diffLines(found, { width: 160 }), ...more(found)];
    const { state, stage } = place;
    const where = state === undefined ? "" : ` (${state}${stage === undefined ? "" : `, ${stage}`})`;
    this.add(expected, `${expected.join(" › ")} is not as expected${where}`, lines, place);
  }

  /** Of an object only the members that are named. */
  members(expected: Expected, wanted: JsonObject | undefined, actual: JsonObject, place: Place = {}): void {
    if (wanted === undefined) return;
    const named = (key: string): Json | undefined => (Object.hasOwn(actual, key) ? actual[key] : undefined);
    this.value(expected, wanted, Object.fromEntries(Object.keys(wanted).map((key) => [key, named(key)])), place);
  }

  /** A text, to be equal or to match a pattern; `more` tells what else there is to know where it is not. */
  text(
    expected: Expected,
    wanted: string | undefined,
    actual: string | null | undefined,
    place: Place = {},
    more: () => readonly string[] = () => [],
  ): void {
    if (wanted === undefined || (actual != null && matchesText(wanted, actual))) return;
    const pattern = isPattern(wanted);
    const verb = pattern ? `to match ${wanted}` : `to be ${shortText(wanted)}`;
    const got = actual == null ? "there is none" : `it is ${shortText(actual)}`;
    this.add(expected, `expected the ${expected.at(-1)} ${verb}, and ${got}`, more(), place);
  }
}
