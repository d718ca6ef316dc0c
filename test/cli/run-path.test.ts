import { failure, loadMachine, runSync } from "asl-core";
import { describe, expect, it } from "vitest";
import { Path } from "../../packages/asl-cli/src/print/path.js";

const Catch = [{ ErrorEquals: ["States.ALL"], Next: "R" }];
const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };

describe("the path of asl run", () => {
  it.each<[string, object, string]>([
    ["of a task", { ...task, Catch, End: true }, "A (caught Boom)"],
    [
      "of a branch's task",
      { Type: "Parallel", Branches: [{ StartAt: "I", States: { I: { ...task, End: true } } }], Catch, End: true },
      "A (caught Boom)",
    ],
  ])("says which error was caught %s", (_, A, first) => {
    const machine = loadMachine({ StartAt: "A", States: { A, R: { Type: "Succeed" } } } as never);
    const path = new Path(machine);
    runSync(machine, { handler: () => failure("Boom"), observer: { event: path.event, failure: path.failure } });
    expect(path.top).toEqual([first, "R"]);
    expect(path.all.at(0)).toBe("A");
  });
});
