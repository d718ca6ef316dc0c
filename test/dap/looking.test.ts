import { describe, expect, it } from "vitest";
import { ORDER_JSON } from "./support/files.js";
import type { Session } from "./support/session.js";
import { setUp } from "./support/set-up.js";

let session: Session;
const { folder, ORDER, BATCH, order } = setUp((opened) => {
  session = opened;
});

const at = (line: number) => () => session.ask("setBreakpoints", { source: order, breakpoints: [{ line }] });
const evaluate = async (expression: string, context = "watch") => {
  const [frame] = await session.stack(1);
  return session.ask("evaluate", { expression, context, frameId: frame.id });
};

describe("stacks", () => {
  it("come in pages", async () => {
    const stop = await session.launch(BATCH, () =>
      session.ask("setFunctionBreakpoints", { breakpoints: [{ name: "Double" }] }),
    );
    const all = await session.ask("stackTrace", { threadId: stop.threadId });
    expect(all.totalFrames).toBe(2);
    const page = await session.ask("stackTrace", { threadId: stop.threadId, startFrame: 1, levels: 1 });
    expect(page.stackFrames.map(({ name }: { name: string }) => name)).toEqual(["Each"]);
    const [, around] = await session.stack(stop.threadId!);
    const [input] = await session.scopes(around.id);
    expect((await session.variables(input.variablesReference)).map(({ name }) => name)).toEqual(["items"]);
  });
});

describe("variables", () => {
  it("open step by step, and say the expressions that give them", async () => {
    await session.launch(ORDER, at(20));
    const [frame] = await session.stack(1);
    const [input] = await session.scopes(frame.id);
    const members = await session.variables(input.variablesReference);
    const charged = members.find(({ name }) => name === "charged")!;
    expect(charged).toMatchObject({
      type: "object",
      value: "{charge: {ok: true}}",
      evaluateName: "$states.input.charged",
    });
    const [charge] = await session.variables(charged.variablesReference);
    expect((await evaluate(charge.evaluateName!)).result).toBe("{ok: true}");
  });

  it("come in pages where there are many", async () => {
    const items = Array.from({ length: 25_000 }, (_, index) => ({ index }));
    folder.file("many.json", { items, wide: Object.fromEntries(items.map((_, index) => [`k${index}`, index])) });
    await session.launch({ ...BATCH, input: "many.json", limits: false, stopOnEntry: true });
    const [frame] = await session.stack(1);
    const [input] = await session.scopes(frame.id);
    const [list, wide] = await session.variables(input.variablesReference);
    expect(list).toMatchObject({ name: "items", indexedVariables: 25_000 });
    const page = await session.variables(list.variablesReference, { filter: "indexed", start: 24_998, count: 100 });
    expect(page.map(({ name, value }) => [name, value])).toEqual([
      ["24998", "{index: 24998}"],
      ["24999", "{index: 24999}"],
    ]);
    expect(await session.variables(list.variablesReference, { filter: "named" })).toEqual([]);
    const shown = await session.variables(wide.variablesReference);
    expect(shown.length).toBe(10_001);
    expect(shown.at(-1)).toMatchObject({ name: "…", value: '"15000 more"' });
  });

  it("show texts that would steer a terminal as they are written", async () => {
    await session.launch({ ...ORDER, input: { id: "\u001b[31m red \u202e" }, stopOnEntry: true });
    const [id] = await session.shown(1, "Input");
    for (const char of ["\u001b", "\u202e"]) expect(id).not.toContain(char);
  });

  it("are those of each block, by their names", async () => {
    const stop = await session.launch(BATCH, () =>
      session.ask("setFunctionBreakpoints", { breakpoints: [{ name: "Tell" }] }),
    );
    expect(await session.shown(stop.threadId!, "Variables of execution")).toEqual(['region = "eu"', "count = 0"]);
  });

  it("are gone once the run has moved on, which is said", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    const [frame] = await session.stack(1);
    const [input] = await session.scopes(frame.id);
    await session.move("next");
    await expect(session.variables(input.variablesReference)).rejects.toThrow("the run has moved on");
    await expect(session.scopes(frame.id)).rejects.toThrow("the run has moved on");
  });
});

describe("expressions", () => {
  it("have values in either language, that can be opened", async () => {
    await session.launch(ORDER, at(20));
    expect(await evaluate("$.order.total")).toMatchObject({ result: "12", type: "number", variablesReference: 0 });
    const whole = await evaluate("{% $states.input.order %}");
    expect((await session.variables(whole.variablesReference)).map(({ name }) => name)).toEqual(["id", "total"]);
    expect((await evaluate("$states.input.order", "clipboard")).result).toBe('{\n  "id": 7,\n  "total": 12\n}');
  });

  it("say what is wrong with them", async () => {
    await session.launch({ ...ORDER, stopOnEntry: true });
    await expect(evaluate("{% 1 + %}")).rejects.toThrow();
    await expect(evaluate("$.nothing.here")).rejects.toThrow();
  });

  it("are known under the mouse, and states too", async () => {
    await session.launch(ORDER, at(20));
    expect((await evaluate("$.order", "hover")).result).toBe("{id: 7, total: 12}");
    expect((await evaluate('"Charge"', "hover")).result).toBe("Charge: succeeded, 1 visit, 1 error");
    await expect(evaluate("Next", "hover")).rejects.toThrow();
  });

  it("are completed from the values at hand", async () => {
    await session.launch(ORDER, at(20));
    const [frame] = await session.stack(1);
    const labels = async (text: string) => {
      const { targets } = await session.ask("completions", { text, column: text.length + 1, frameId: frame.id });
      return targets.map(({ label }: { label: string }) => label);
    };
    expect(await labels("$states.")).toEqual(["input", "result", "errorOutput", "context"]);
    expect(await labels("$states.input.or")).toEqual(["order"]);
    expect(await labels("$states.input.order.")).toEqual(["id", "total"]);
    expect(await labels("brea")).toContain("break");
    const whole = await session.ask("completions", { text: "1 + $.order.t", column: 14, frameId: frame.id });
    expect(whole.targets).toEqual([{ label: "total", text: "total", start: 13, length: 1, type: "property" }]);
  });
});

describe("values", () => {
  it("are set where they stand, and the run goes on with them", async () => {
    await session.launch(ORDER, at(20));
    const [frame] = await session.stack(1);
    const [input] = await session.scopes(frame.id);
    const charged = (await session.variables(input.variablesReference)).find(({ name }) => name === "order")!;
    const answer = await session.ask("setVariable", {
      variablesReference: charged.variablesReference,
      name: "total",
      value: "500",
    });
    expect(answer).toMatchObject({ value: "500", type: "number" });
    expect(await session.shown(1, "Input")).toContain("order = {id: 7, total: 500}");
    const end = await session.move("continue");
    expect(await session.place(end.threadId!)).toContain("FAILED in Refused");
  });

  it("are set by expression, to what an expression gives", async () => {
    await session.launch(ORDER, at(20));
    const [frame] = await session.stack(1);
    await session.ask("setExpression", {
      expression: "$.order.total",
      value: "{% $states.input.order.total * 10 %}",
      frameId: frame.id,
    });
    expect((await evaluate("$.order.total")).result).toBe("120");
    await expect(session.ask("setExpression", { expression: "1 + 1", value: "2", frameId: frame.id })).rejects.toThrow(
      "names no place",
    );
    await expect(session.ask("setExpression", { expression: "$.a.b", value: "2", frameId: frame.id })).rejects.toThrow(
      "there is nothing",
    );
    await expect(
      session.ask("setExpression", { expression: "$.order", value: "oops", frameId: frame.id }),
    ).rejects.toThrow("is no JSON");
  });

  it("that change nothing cannot be set", async () => {
    await session.launch(ORDER, at(20));
    const [frame] = await session.stack(1);
    const context = (await session.scopes(frame.id)).find(({ name }) => name === "Context")!;
    const set = session.ask("setVariable", {
      variablesReference: context.variablesReference,
      name: "State",
      value: "1",
    });
    await expect(set).rejects.toThrow("cannot be set");
  });
});

describe("sources", () => {
  it("are the file people edit", async () => {
    await session.prepare(ORDER);
    expect(await session.ask("loadedSources")).toEqual({ sources: [{ name: "order.asl.json", path: order.path }] });
    expect((await session.ask("source", { source: order, sourceReference: 0 })).content).toBe(ORDER_JSON);
  });
});
