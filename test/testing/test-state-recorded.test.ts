import { afterAll, describe, expect, it } from "vitest";
import { match } from "../../packages/asl-core/src/conformance/match.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  TestStateError,
  type TestStateRequest,
  testState,
} from "../../packages/asl-core/src/testing/test-state/index.js";
import { jsonFiles, sharedFolder } from "../definition/shared.js";
import { models } from "./service-models.js";

interface RecordedCase {
  id: string;
  request: TestStateRequest;
  expected: { response?: JsonObject; error?: { code: string; message: string } };
}

const folder = sharedFolder("conformance", "test-state");

describe.skipIf(folder === undefined)("recorded answers of AWS TestState", () => {
  const cases = folder === undefined ? [] : jsonFiles<RecordedCase>(folder).map(([, one]) => one);
  const areas = new Map<string, { total: number; passed: number }>();

  it.each(cases.map((one) => [one.id, one] as const))("%s", async (_, one) => {
    const area = areas.get(areaOf(one.id)) ?? { total: 0, passed: 0 };
    areas.set(areaOf(one.id), area);
    area.total++;
    const actual = await answerOf(one);
    if (!match(one.expected as Json, actual as Json)) expect(actual).toEqual(one.expected);
    area.passed++;
  });

  afterAll(() => {
    const rows = [...areas].sort().map(([area, { total, passed }]) => `${area.padEnd(40)} ${passed} / ${total}`);
    console.log(`TestState, recorded cases:\n${rows.join("\n")}`);
  });
});

const areaOf = (id: string): string => /([^/]+)\.py::/.exec(id)![1];

/** What we answer, in the form of a record. HTTP codes of errors are not part of what we give. */
async function answerOf({ request, expected }: RecordedCase): Promise<unknown> {
  const { inspectionData, output } = (expected.response ?? {}) as { inspectionData?: JsonObject; output?: Json };
  const recorded = inspectionData?.result ?? output ?? null;
  const handler = () => ({ type: "success" as const, output: recorded });
  try {
    return { response: await testState(request, { models, handler, account: "111111111111" }) };
  } catch (error) {
    if (!(error instanceof TestStateError)) throw error;
    const { code, message } = error;
    return { error: { ...expected.error, code, message } };
  }
}
