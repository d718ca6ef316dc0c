import { describe, expect, it } from "vitest";
import { replay } from "../../packages/asl-core/src/drivers/index.js";
import { historyOf, machineOf, optionsOf, recordedExecutions } from "./recorded.js";

const recorded = recordedExecutions().filter(({ one }) => one.expected.events !== undefined);

/** One recording breaks off while its execution waits. */
const SAME = /^same(?: so far|$)/;
/** Histories that cannot replay as "same", each with the reason why. */
const REASONS: Readonly<Record<string, string>> = {
  "tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.py::TestBaseScenarios::test_lambda_service_invoke_with_retry_extended_input":
    "recorded in October 2023, when the context object had no RedriveCount yet: today's has, and the whole context is sent",
};

describe.skipIf(recorded.length === 0)("a history recorded on AWS, on its own definition", () => {
  it.each(recorded.map((one) => [one.id, one] as const))("replays as same: %s", async (id, one) => {
    const machine = machineOf(one.one);
    if (typeof machine === "string") throw new Error(machine);
    const { text } = await replay(historyOf(one), machine, optionsOf(one));
    if (Object.hasOwn(REASONS, id)) expect(text, "replays as same: take it out of the list").not.toMatch(SAME);
    else expect(text).toMatch(SAME);
  });
});
