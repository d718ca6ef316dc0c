import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DebugClient, OpenFile } from "../../packages/asl-viewer/src/debugging/index.js";
import { built, type Called, workFolder } from "../support/asl.js";
import { addressIn, connect } from "./client.js";

beforeAll(built, 300_000);

const folder = workFolder();
const DEFINITION = {
  StartAt: "Charge",
  States: {
    Charge: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: "Done" },
    Done: { Type: "Pass", Result: 1, End: true },
  },
};
folder.file("order.asl.json", DEFINITION);
folder.file("answers.yaml", "Charge: { output: { Payload: 5 } }\n");
folder.file("cut.asl.json", JSON.stringify(DEFINITION).slice(0, -20));
const EVENTS = [
  { id: 1, type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } },
  { id: 2, type: "TaskStateEntered", stateEnteredEventDetails: { name: "Charge", input: "{}" } },
].map((event) => ({ timestamp: 1_767_225_600, previousEventId: event.id - 1, ...event }));
folder.file("history.json", { events: EVENTS, definition: JSON.stringify(DEFINITION) });

/** Calls `asl`, lets a page work with it, and ends it with Ctrl-C. */
async function withPage(args: readonly string[], work: (page: DebugClient) => Promise<void>): Promise<Called> {
  let fault: unknown;
  let isServed = false;
  const called = await folder.asl(args, {
    watch: (written, kill) => {
      if (isServed || !written.includes("Ctrl-C ends it.")) return;
      isServed = true;
      void connect(addressIn(written))
        .then(work)
        .catch((error: unknown) => (fault = error))
        .finally(() => kill("SIGINT"));
    },
  });
  if (fault !== undefined) throw fault;
  expect(called).toMatchObject({ code: 0, stderr: "" });
  return called;
}

const nextOf = (page: DebugClient) =>
  new Promise<{ file: OpenFile; error?: string }>((resolve) => page.on("changed", resolve));
const save = (name: string, text: string) => writeFileSync(join(folder.path, name), text);

describe("asl view", { timeout: 30_000 }, () => {
  it("serves a page with the files open, and ends at Ctrl-C with exit code 0", async () => {
    const { stdout } = await withPage(["view", "order.asl.json", "--history", "history.json"], async (page) => {
      const { files, session, starts, title } = await page.initialize();
      expect(files.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
        "order.asl.json: definition",
        "history.json: history",
      ]);
      expect(JSON.parse(files[0].text)).toEqual(DEFINITION);
      expect({ session, starts, title }).toEqual({
        session: null,
        starts: false,
        title: "order.asl.json, history.json",
      });
    });
    expect(stdout).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+\/#live=[\w-]{32}\nCtrl-C ends it\.\n$/);
  });

  it.each(["view", "debug"])("says once under asl %s which substitutions fill nothing", async (command) => {
    folder.file("values.json", { Nothing: 1 });
    const ui = command === "debug" ? ["--ui"] : [];
    const called = await folder.asl([command, "order.asl.json", ...ui, "--substitutions", "values.json"], {
      watch: (written, kill) => void (written.includes("Ctrl-C ends it.") && kill("SIGINT")),
    });
    expect(called.stderr.trim().split("\n")).toEqual(["note: nothing is filled by these substitutions: Nothing"]);
  });

  it("tells the page when a file is saved", async () => {
    folder.file("edited.asl.json", DEFINITION);
    await withPage(["view", "edited.asl.json"], async (page) => {
      await page.initialize();
      const changed = nextOf(page);
      save("edited.asl.json", `${JSON.stringify(DEFINITION)}\n`);
      expect((await changed).file).toMatchObject({ name: "edited.asl.json", text: `${JSON.stringify(DEFINITION)}\n` });
    });
  });

  it.each<[string, string[], number, RegExp]>([
    ["nothing", ["view"], 2, /there is nothing to view/],
    ["a file that is not there", ["view", "nothing.json"], 3, /there is no file nothing\.json/],
    ["a history that is none", ["view", "--history", "order.asl.json"], 2, /cannot read the history/],
    ["a definition that is none", ["view", "answers.yaml"], 3, /answers\.yaml holds no state machine/],
    ["a definition that is cut off", ["view", "cut.asl.json"], 3, /cut\.asl\.json:1:\d+: Unexpected end/],
    ["no port", ["view", "order.asl.json", "--port", "http"], 2, /--port http is no port/],
    ["a port that is too large", ["view", "order.asl.json", "--port", "70000"], 2, /--port 70000 is no port/],
    ["--port without a page", ["debug", "order.asl.json", "--port", "4000"], 2, /are about the page of --ui/],
    ["--no-open without a page", ["debug", "order.asl.json", "--no-open"], 2, /are about the page of --ui/],
    ["--ui with --plain", ["debug", "order.asl.json", "--ui", "--plain"], 2, /--ui is a page/],
    ["--ui without --debug", ["replay", "history.json", "--ui"], 2, /give --debug, too/],
    ["a breakpoint nowhere", ["debug", "order.asl.json", "--ui", "--break", "on"], 2, /--break on/],
  ])("refuses %s", async (_, args, code, message) => {
    const called = await folder.asl(args);
    expect([called.code, called.stderr]).toEqual([code, expect.stringMatching(message)]);
  });

  it("says that a port is in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const called = await folder.asl(["view", "order.asl.json", "--port", String(port)]);
    taken.close();
    expect(called).toMatchObject({ code: 2, stderr: expect.stringContaining(`port ${port} is in use`) });
    expect(called.stderr).toContain("Leave --port out");
  });
});

describe("asl debug --ui", { timeout: 30_000 }, () => {
  it("puts the debugger behind a page", async () => {
    const args = ["debug", "order.asl.json", "-a", "answers.yaml", "--break", "Done", "--no-stop-on-entry", "--ui"];
    await withPage(args, async (page) => {
      const { session } = await page.initialize();
      expect(session?.standing).toMatchObject({ stop: { reason: "breakpoint", state: "Done" } });
      expect(session?.standing.breakpoints).toMatchObject([{ state: "Done", verified: true }]);
      expect(session).toMatchObject({ title: "order", rereads: true, program: { definition: DEFINITION } });
      expect(await page.continue()).toMatchObject({ reason: "end" });
      expect(await page.restart()).toMatchObject({ reason: "entry" });
    });
  });

  it("goes on with the definition as it was saved", async () => {
    folder.file("reloaded.asl.json", DEFINITION);
    await withPage(["debug", "reloaded.asl.json", "-a", "answers.yaml", "--ui"], async (page) => {
      await page.initialize();
      await page.step("over");
      const changed = nextOf(page);
      save("reloaded.asl.json", JSON.stringify(DEFINITION).replace('"Result":1', '"Result":2'));
      expect((await changed).file.text).toContain('"Result":2');
      expect(await page.reload()).toMatchObject({ ok: true, changed: ["Done"] });
      const stopped = new Promise<{ executions: readonly { known: number }[] }>((resolve) =>
        page.on("stopped", resolve),
      );
      await page.continue();
      const { events } = await page.events(0, (await stopped).executions[0].known - 1);
      expect(events[0]).toMatchObject({ type: "ExecutionSucceeded", details: { output: 2 } });
    });
  });

  it("keeps the run where the saved definition is not valid", async () => {
    folder.file("broken.asl.json", DEFINITION);
    await withPage(["debug", "broken.asl.json", "--ui"], async (page) => {
      await page.initialize();
      save("broken.asl.json", JSON.stringify(DEFINITION).replace('"Next":"Done"', '"Next":"Gone"'));
      await nextOf(page);
      await expect(page.reload()).rejects.toMatchObject({
        ...{ code: 7, message: expect.stringMatching(/^the definition is not valid: line 1: .*Gone/) },
        data: { diagnostics: [{ line: 1, message: expect.stringContaining("Gone") }, { line: 1 }] },
      });
      expect(await page.continue()).toMatchObject({ reason: "task" });
    });
  });
});

describe("asl replay --debug --ui", { timeout: 30_000 }, () => {
  it("puts a recorded execution behind a page", async () => {
    await withPage(["replay", "history.json", "--debug", "--ui"], async (page) => {
      const { session } = await page.initialize();
      expect(session).toMatchObject({ standing: { stop: { reason: "entry" } }, rereads: false });
      expect(await page.continue()).toMatchObject({ reason: "task" });
    });
  });
});
