import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { ORDER_JSON } from "./support/files.js";
import type { Session } from "./support/session.js";
import { setUp } from "./support/set-up.js";

let session: Session;
const { folder, ORDER, BATCH, order, batch } = setUp((opened) => {
  session = opened;
});

const lines = (source: object, ...breakpoints: object[]) => session.ask("setBreakpoints", { source, breakpoints });

const ONE_LINE = JSON.stringify(JSON.parse(ORDER_JSON));
folder.file("one-line.asl.json", ONE_LINE);
const oneLine = { path: `${folder.path}/one-line.asl.json` };
const columnOf = (part: string) => ONE_LINE.indexOf(part) + 1;

describe("breakpoints by column", () => {
  const launch = { ...ORDER, program: "one-line.asl.json" };

  it("are offered for every state, field and rule of a line", async () => {
    await session.prepare(launch);
    const { breakpoints } = await session.ask("breakpointLocations", { source: oneLine, line: 1 });
    const parts = breakpoints.map(({ column }: { column: number }) => /"\w+"/.exec(ONE_LINE.slice(column - 1))![0]);
    const names = ["Prepare", "Parameters", "ResultPath", "Charge", "Parameters", "ResultSelector", "ResultPath"];
    expect(parts).toEqual([...names, "Decide", "Variable", "Default", "Done", "Refused"].map((name) => `"${name}"`));
    const some = { source: oneLine, line: 1, column: columnOf('"Decide":'), endColumn: columnOf('"Done":') - 1 };
    expect((await session.ask("breakpointLocations", some)).breakpoints).toHaveLength(3);
  });

  it.each([
    ["a state", '"Charge":', '"Charge":', "before Charge"],
    ["inside a state", '"Resource"', '"Charge":', "before Charge"],
    ["a field", '"ResultSelector"', '"ResultSelector"', "Charge after ResultSelector"],
    ["a Default", '"Default"', '"Default"', "Decide after ResultPath"],
  ])("stop at %s", async (_, part, begin, name) => {
    const stop = await session.launch(launch, async () => {
      const { breakpoints } = await lines(oneLine, { line: 1, column: columnOf(part) });
      expect(breakpoints).toMatchObject([{ verified: true, line: 1, column: columnOf(begin) }]);
    });
    expect(stop).toMatchObject({ reason: "breakpoint", hitBreakpointIds: [1] });
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ line: 1, column: columnOf(begin), name });
  });

  it("are the first state of the line where no column is named", async () => {
    const stop = await session.launch(launch, () => lines(oneLine, { line: 1 }));
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ column: columnOf('"Prepare":'), name: "before Prepare" });
  });

  it("count from 0 where the client does, and stay in forks", async () => {
    await session.initialize({ linesStartAt1: false, columnsStartAt1: false });
    await session.ask("launch", { ...launch, stopOnEntry: true });
    const { breakpoints } = await lines(oneLine, { line: 0, column: ONE_LINE.indexOf('"Choices"') });
    expect(breakpoints).toMatchObject([{ verified: true, line: 0, column: ONE_LINE.indexOf('"Decide":') }]);
    await session.stop(() => session.ask("configurationDone"));
    await session.ask("evaluate", { expression: "fork", context: "repl" });
    const again = await lines(oneLine, { line: 0, column: ONE_LINE.indexOf('"Choices"') });
    expect(again.breakpoints).toMatchObject([{ id: 1, verified: true }]);
    expect(await session.move("continue")).toMatchObject({ reason: "breakpoint", hitBreakpointIds: [1] });
  });

  it("tell states of one line apart as places to jump to", async () => {
    await session.launch({ ...launch, stopOnEntry: true });
    const targets = (more: object) => session.ask("gotoTargets", { source: oneLine, line: 1, ...more });
    expect((await targets({})).targets.map(({ label }: { label: string }) => label)).toEqual([
      ...["Prepare", "Charge", "Decide", "Done", "Refused"],
    ]);
    expect((await targets({ column: columnOf('"Default"') })).targets).toMatchObject([{ label: "Decide" }]);
  });

  it("find the machine that is debugged where a template has several on one line", async () => {
    const machine = (name: string) => ({
      Type: "AWS::Serverless::StateMachine",
      Properties: { Definition: { StartAt: name, States: { [name]: { Type: "Pass", End: true } } } },
    });
    const text = JSON.stringify({ Resources: { One: machine("First"), Two: machine("Second") } });
    folder.file("one-line-template.json", text);
    const source = { path: `${folder.path}/one-line-template.json` };
    const stop = await session.launch({ program: "one-line-template.json#Two" }, async () => {
      const column = text.indexOf('"First":') + 1;
      const { breakpoints } = await lines(source, { line: 1 }, { line: 1, column });
      for (const one of breakpoints) expect(one).toMatchObject({ verified: true });
    });
    expect(await session.place(stop.threadId!)).toBe("1: before Second");
  });
});

describe("breakpoints by line", () => {
  it("are states, fields and rules, and say where there is nothing to stop at", async () => {
    await session.prepare(ORDER);
    const { breakpoints } = await lines(order, { line: 10 }, { line: 13 }, { line: 22 }, { line: 1 });
    expect(breakpoints.map(({ verified, line }: { verified: boolean; line: number }) => [verified, line])).toEqual([
      [true, 10],
      [true, 13],
      [true, 22],
      [false, 1],
    ]);
    expect(breakpoints[3].message).toContain('the nearest, "Prepare", is on line 4');
  });

  it.each([
    ["a state", 10, "10: before Charge"],
    ["a field", 13, "13: Charge after Parameters"],
    ["the Default of a Choice", 23, "23: Decide after ResultPath"],
  ])("stop at %s", async (_, line, place) => {
    const stop = await session.launch(ORDER, () => lines(order, { line }));
    expect(stop).toMatchObject({ reason: "breakpoint", hitBreakpointIds: [1] });
    expect(await session.place(stop.threadId!)).toBe(place);
  });

  it("stop in YAML, inside a Map, in each iteration", async () => {
    const stop = await session.launch(BATCH, () => lines(batch, { line: 18 }));
    expect(await session.place(stop.threadId!)).toBe("18: Double after output, iteration 0 of Each");
    const next = await session.move("continue", stop.threadId);
    expect(await session.place(next.threadId!)).toBe("18: Double after output, iteration 1 of Each");
  });

  it("stop where their condition holds, in either language", async () => {
    const at = [{ line: 16, condition: "{% $states.input = 2 %}" }];
    const stop = await session.launch(BATCH, () => lines(batch, ...at));
    expect(await session.place(stop.threadId!)).toBe("16: before Double, iteration 1 of Each");
    const end = await session.move("continue", stop.threadId);
    expect(end.reason).toBe("end");
  });

  it("stop at the hit that is wanted", async () => {
    const stop = await session.launch(BATCH, () => lines(batch, { line: 16, hitCondition: "3" }));
    expect(await session.place(stop.threadId!)).toBe("16: before Double, iteration 2 of Each");
  });

  it("tell instead of stopping where they have a message", async () => {
    const stop = await session.launch(BATCH, () => lines(batch, { line: 16, logMessage: "item {$states.input}" }));
    expect(stop.reason).toBe("end");
    for (const item of [1, 2, 3]) expect(session.console).toContain(`item ${item}\n`);
  });

  it("tell what is wrong with a condition", async () => {
    await session.prepare(ORDER);
    const { breakpoints } = await lines(order, { line: 10, condition: "{% $states.input.( %}" });
    expect(breakpoints[0]).toMatchObject({ verified: false, message: expect.any(String) });
  });

  it("keep their numbers where they are set again, and go where they are not", async () => {
    await session.prepare({ ...ORDER, stopOnEntry: true });
    expect((await lines(order, { line: 4 }, { line: 10 })).breakpoints.map(({ id }: { id: number }) => id)).toEqual([
      1, 2,
    ]);
    expect((await lines(order, { line: 10 }, { line: 20 })).breakpoints.map(({ id }: { id: number }) => id)).toEqual([
      2, 3,
    ]);
    await session.stop(() => session.ask("configurationDone"));
    expect(await session.move("continue")).toMatchObject({ hitBreakpointIds: [2] });
  });

  it("are unverified in files that are not debugged", async () => {
    await session.prepare(ORDER);
    const { breakpoints } = await lines({ path: "/elsewhere/other.asl.json" }, { line: 3 });
    expect(breakpoints).toEqual([
      { verified: false, line: 3, message: expect.stringContaining("not what is debugged") },
    ]);
  });

  it("wait for the program where they are set before it", async () => {
    await session.initialize();
    const early = await lines(order, { line: 20 });
    expect(early.breakpoints).toMatchObject([{ id: 1, verified: false }]);
    await session.ask("launch", ORDER);
    expect(await session.stop(() => session.ask("configurationDone"))).toMatchObject({ hitBreakpointIds: [1] });
  });

  it("count lines from 0, and name files by URIs, where the client does", async () => {
    await session.initialize({ linesStartAt1: false, columnsStartAt1: false, pathFormat: "uri" });
    await session.ask("launch", ORDER);
    const uri = pathToFileURL(order.path).href;
    const { breakpoints } = await lines({ path: uri }, { line: 9 });
    expect(breakpoints[0]).toMatchObject({ verified: true, line: 9, source: { path: uri } });
    const stop = await session.stop(() => session.ask("configurationDone"));
    const [frame] = await session.stack(stop.threadId!);
    expect(frame).toMatchObject({ line: 9, column: 4, source: { path: uri } });
  });

  it("know where they make sense", async () => {
    await session.prepare(ORDER);
    const { breakpoints } = await session.ask("breakpointLocations", { source: order, line: 4, endLine: 13 });
    const places = breakpoints.map(({ line, column }: { line: number; column: number }) => [line, column]);
    expect(places).toEqual([
      [4, 5],
      [6, 7],
      [7, 7],
      [10, 5],
      [13, 7],
    ]);
    expect(await session.ask("breakpointLocations", { source: order, line: 1 })).toEqual({ breakpoints: [] });
  });
});

describe("breakpoints by name", () => {
  it("are states, by name or path", async () => {
    const stop = await session.launch(BATCH, async () => {
      const { breakpoints } = await session.ask("setFunctionBreakpoints", {
        breakpoints: [{ name: "Tell" }, { name: "Nowhere" }],
      });
      expect(breakpoints).toMatchObject([{ verified: true }, { verified: false }]);
    });
    expect(stop).toMatchObject({ reason: "function breakpoint", hitBreakpointIds: [1] });
    expect(await session.place(stop.threadId!)).toContain("before Tell");
  });
});

describe("breakpoints by what break takes", () => {
  it.each([
    ["Charge after ResultSelector", "14: Charge after ResultSelector"],
    ["default of Decide", "20: Decide after ResultPath"],
    ["event TaskFailed in Charge", "10: Charge"],
  ])("stop at %s", async (name, place) => {
    const breakpoints = [{ name }];
    const stop = await session.launch(ORDER, () => session.ask("setFunctionBreakpoints", { breakpoints }));
    expect(stop.reason).toBe("function breakpoint");
    expect(await session.place(stop.threadId!)).toBe(place);
  });
});

describe("data breakpoints", () => {
  it("stop after a data stage, in this and the next session", async () => {
    await session.launch(ORDER, () => lines(order, { line: 13 }));
    const [frame] = await session.stack(1);
    const scope = (await session.scopes(frame.id)).find(({ name }) => name === "Data stages")!;
    const info = await session.ask("dataBreakpointInfo", {
      variablesReference: scope.variablesReference,
      name: "Parameters",
    });
    expect(info).toMatchObject({ dataId: '["Charge","afterParameters"]', canPersist: true });
    await lines(order);
    const { breakpoints } = await session.ask("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId }] });
    expect(breakpoints).toMatchObject([{ verified: true }]);
    const stop = await session.move("continue");
    expect(stop.reason).toBe("data breakpoint");
    expect(await session.place(1)).toBe("13: Charge after Parameters");
  });

  it("are there for scopes that a stage gives, and not for others", async () => {
    await session.launch(ORDER, () => lines(order, { line: 13 }));
    const [frame] = await session.stack(1);
    const scopes = await session.scopes(frame.id);
    const info = (name: string, member: string) =>
      session.ask("dataBreakpointInfo", {
        variablesReference: scopes.find((one) => one.name === name)!.variablesReference,
        name: member,
      });
    expect(await info("Input", "id")).toMatchObject({ dataId: '["Charge","input"]' });
    expect(await info("Context", "Execution")).toMatchObject({ dataId: null });
  });
});

describe("exception filters", () => {
  const filters = (...ids: string[]) => session.ask("setExceptionBreakpoints", { filters: ids });

  it("stop at errors that are retried or caught", async () => {
    const stop = await session.launch(ORDER, () => filters("caught"));
    expect(stop).toMatchObject({ reason: "exception", text: "Busy" });
    const info = await session.ask("exceptionInfo", { threadId: stop.threadId });
    expect(info).toMatchObject({ exceptionId: "Busy", breakMode: "always" });
    expect(info.details.stackTrace).toContain("retrier 0 [Busy]");
  });

  it("pass them where only uncaught errors are wanted, and stop before the end", async () => {
    const stop = await session.launch({ ...ORDER, answers: undefined, program: "batch.asl.yaml", input: {} }, () =>
      filters("uncaught"),
    );
    expect(stop.reason).toBe("exception");
    expect(stop.text).toContain("States.QueryEvaluationError");
    expect(await session.place(stop.threadId!)).toContain("Each");
    expect((await session.move("continue", stop.threadId)).reason).toBe("end");
  });

  it("take names", async () => {
    const stop = await session.launch(ORDER, async () => {
      const filterOptions = [{ filterId: "named", condition: "Other, Busy" }, { filterId: "named" }];
      const { breakpoints } = await session.ask("setExceptionBreakpoints", { filters: [], filterOptions });
      expect(breakpoints).toMatchObject([{ verified: true }, { verified: false }]);
    });
    expect(stop).toMatchObject({ reason: "exception", text: "Busy" });
  });

  it("tell of filters that are none", async () => {
    await session.prepare(ORDER);
    const { breakpoints } = await filters("cought");
    expect(breakpoints).toEqual([
      { verified: false, message: "there is no exception filter cought: did you mean caught?" },
    ]);
  });
});
