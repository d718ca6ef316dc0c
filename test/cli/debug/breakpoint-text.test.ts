import { describe, expect, it } from "vitest";
import { breakpointIn, breakpointText } from "../../../packages/asl-cli/src/debug/breakpoint-text.js";
import type { BreakpointSpec } from "../../../packages/asl-core/src/debug/index.js";
import { compileDefinition } from "../../../packages/asl-core/src/index.js";

const pass = { Type: "Pass", End: true };
const machine = compileDefinition({
  StartAt: "Charge",
  States: {
    Charge: { ...pass, End: undefined, Next: "Notify after payment" } as never,
    "Notify after payment": { Type: "Pass", Next: "Decide" },
    Decide: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "on error" }], Default: "41" },
    "on error": pass,
    "41": pass,
  },
});
const read = (text: string) => breakpointIn(text, { machine });

describe("a breakpoint's text", () => {
  it.each<[string, BreakpointSpec]>([
    ["Charge", { state: "Charge" }],
    ["charge", { state: "Charge" }],
    ["12", { line: 12 }],
    ["order.asl.json:12", { line: 12 }],
    [":12", { line: 12 }],
    ["12:40", { line: 12, column: 40 }],
    ["order.asl.json:12:40", { line: 12, column: 40 }],
    ["41", { state: "41" }],
    ['"Notify after payment"', { state: "Notify after payment" }],
    ["Notify after payment", { state: "Notify after payment" }],
    ["Notify after payment after ResultPath", { state: "Notify after payment", stage: "afterResultPath" }],
    ["Charge after arguments", { state: "Charge", stage: "afterArguments" }],
    ["Charge after Assign", { state: "Charge", stage: "variables" }],
    ["rule 2 of Decide", { state: "Decide", rule: 2 }],
    ["default of Decide", { state: "Decide", rule: "default" }],
    ["on error", { state: "on error" }],
    ["on error *", { error: "*" }],
    ["on error States.Timeout", { error: "States.Timeout" }],
    ["on error * uncaught", { error: "*", caught: false }],
    ["on error uncaught", { error: "*", caught: false }],
    ["on error any", { error: "*" }],
    ["on error any uncaught", { error: "*", caught: false }],
    ["on error States.ALL caught in Charge", { error: "*", caught: true, state: "Charge" }],
    ["event TaskFailed", { event: "TaskFailed" }],
    ["event TaskFailed in Charge", { event: "TaskFailed", state: "Charge" }],
    ["Charge if $.total > 100", { state: "Charge", condition: "$.total > 100" }],
    [
      "Charge if {% $x in ['a', 'if once'] and $y = 'log' %} hits >=3",
      { state: "Charge", condition: "{% $x in ['a', 'if once'] and $y = 'log' %}", hitCondition: ">=3" },
    ],
    ["Charge if a in b", { state: "Charge", condition: "a in b" }],
    ["Charge hits %2 once", { state: "Charge", hitCondition: "%2", temporary: true }],
    ['Charge log "total {$.total}, after all"', { state: "Charge", log: "total {$.total}, after all" }],
    ["Charge after Result if true log done", { state: "Charge", stage: "result", condition: "true", log: "done" }],
  ])("%s is understood", (text, spec) => {
    expect(read(text)).toEqual(spec);
  });

  it.each([
    ["", "break needs a place"],
    ["Chrage", 'there is no state "Chrage" (Did you mean Charge?)'],
    ["Charge after Argument", "there is no data stage Argument (Did you mean Arguments?)"],
    ["Charge hits often", "hits often is no count"],
    ["Charge hits 0", "hits 0 is no count"],
    ["Charge hits >=00", "is no count"],
    ["event Nope", "there is no type of event Nope"],
    ["event TaskFaild", "(Did you mean TaskFailed?)"],
    ["Charge if", "if needs a condition"],
    ["event taskFailed?", "is no type of event"],
    ["on error A B", "an error has a name without blanks"],
    ["rule 1 of Decied", "Did you mean Decide?"],
    ["Charge once more", "once stands alone"],
  ])("%s is refused with a reason", (text, reason) => {
    let said = "";
    try {
      read(text);
    } catch (error) {
      const { message, hint } = error as Error & { hint?: string };
      said = `${message} (${hint})`;
    }
    expect(said).toContain(reason);
  });

  it.each([
    "Charge",
    "rule 2 of Decide",
    "default of Decide",
    "on error States.Timeout uncaught",
    "event TaskFailed in Charge",
  ])("%s is written as it was read", (text) => expect(breakpointText(read(text))).toBe(text));
});
