import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lenient } from "../../../packages/asl-cli/src/debug/lenient.js";
import { VERBS } from "../../../packages/asl-cli/src/debug/verbs/index.js";
import { HandlerError, type TaskHandler } from "../../../packages/asl-core/src/index.js";
import { deskOf, refund } from "./desk.js";

const task = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f", "Payload.$": "$" },
};
const retrying = {
  definition: {
    StartAt: "Ask",
    States: {
      Ask: {
        ...task,
        Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 3 }],
        ResultPath: "$.got",
        Next: "Wait",
      },
      Wait: { Type: "Wait", Seconds: 3600, Next: "Done" },
      Done: { Type: "Succeed" },
    },
  },
};
const mapping = {
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        Items: "{% $states.input.list %}",
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: "Double",
          States: {
            Double: {
              Type: "Pass",
              Assign: { twice: "{% $states.input * 2 %}" },
              Output: "{% $states.input * 2 %}",
              Next: "Check",
            },
            Check: { Type: "Pass", End: true },
          },
        },
        Next: "End",
      },
      End: { Type: "Pass", End: true },
    },
  },
  input: { list: [3, 4, 5] },
};

const failing = {
  definition: {
    StartAt: "Try",
    States: {
      Try: { ...task, Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "After" }], End: true },
      After: { Type: "Pass", End: true },
    },
  },
  input: { kept: 1 },
  answers: { Try: { error: "Boom", cause: "no reason" } },
};
const distributed = {
  definition: {
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "A",
          States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", End: true } },
        },
        End: true,
      },
    },
  },
  input: [7, 8],
};

describe("the commands", () => {
  it("have names and aliases of their own", () => {
    const names = VERBS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(VERBS.map(({ name }) => name))("help %s tells of it", async (name) => {
    const { say } = await deskOf(refund);
    expect(await say(`help ${name}`)).toMatch(new RegExp(`^${name}`));
  });

  it.each([
    ["contniue", "! there is no command contniue\n  Did you mean continue?"],
    ["brake", "Did you mean break?"],
    ["qqqqq", "! there is no command qqqqq\n  help lists all commands."],
    ["next soon", '! "soon" is no count from 1 to 100000'],
    ["next 0", "is no count"],
    ["goto nowhere", '! "nowhere" is no position'],
    ["goto 999", "999"],
    ["print", "! print needs an expression"],
    ["print $.a[", "!"],
    ["print input /orderld", "! there is nothing at /orderld of Input\n  Did you mean /orderId?"],
    ["print result", "! there is no Result here yet"],
    ["until Nowhere", '! there is no state "Nowhere"'],
    ["until", "! until needs a state"],
    ["continue foo", "! continue stands alone, not before foo"],
    ["restart now", "! restart stands alone, not before now"],
    ["delete", "! delete needs the number of a breakpoint, or all"],
    ["list 9999", "! the definition has 7"],
    ["answer @missing.json", "! no task waits"],
    ["jump Tell customer @missing.json", "cannot read the input: there is no file missing.json"],
    ["events 5 9", "! there is no execution 9"],
    ["why event 3:5", "! there is no execution 3"],
    ["break event Nope", "! there is no type of event Nope"],
    ["save run.json redact", '! save run.json and then "redact"?'],
    ["delete 7", "! there is no breakpoint 7"],
    ["unwatch 3", "! nothing is watched as 3"],
    ["thread 9", "! there is no thread 9"],
    ["frame 4", "! the stack has 1 frame"],
    ["answer {}", "! no task waits for an answer here"],
    ["set input", "! set needs a place and a value"],
    ["set nothing = 3", '! "nothing" is no scope'],
    ["set input = nothing", "! the value is no JSON: nothing"],
    ["set input = {a: [}", "the value:1:"],
    ["set input = @missing.json", "cannot read the value: there is no file missing.json"],
    ["jump Nowhere", '! there is no state "Nowhere"'],
    ["compare", "! there is no other run"],
    ["save", "! save needs a file"],
    ["why", "! why what?"],
    ["why choice", "! no Choice has been reached yet"],
    ["why failure", "! nothing has failed yet"],
    ["why value /orderID", "nothing at"],
    ["why event x", '! "x" is no number of an event'],
    ["back sideways 3", "! there is no back sideways"],
    ["events some", "! events some"],
  ])("%s is answered with what is wrong", async (command, said) => {
    const { say } = await deskOf(refund);
    expect(await say(command)).toContain(said);
  });
});

describe("moving", () => {
  it("goes from state to state, and back", async () => {
    const { say, desk } = await deskOf(refund);
    expect(await say("n")).toMatch(/^\[4\] before Paid by card\? \(Choice\) {2}machine.asl.json:13$/m);
    expect(await say("next 2")).toMatch(/^\[9\] before Large refund\? \(Choice\)/m);
    expect(await say("b")).toMatch(/^\[5\] before Refund card \(Task\)/m);
    expect(await say("b 2")).toMatch(/^\[1\] before Look up order/m);
    expect(await say("b", "b")).toMatch(/^\[0\] back at the start {2}before Look up order/m);
    expect(await say("goto end")).toMatch(/^\[9\] before Large refund/m);
    expect(desk.session.live).toBe(true);
  });

  it("goes from data stage to data stage, and back", async () => {
    const { say } = await deskOf(refund);
    expect(await say("s", "s", "s")).toMatch(/^\[1\.3\] in Look up order \(Task\) after Parameters/m);
    expect(await say("b")).toMatch(/^\[1\.2\] in Look up order \(Task\) after InputPath/m);
    expect(await say("stages")).toContain("InputPath         unchanged");
    expect(await say("back over")).toMatch(/before Look up order/);
  });

  it("does the last step again at an empty line", async () => {
    const { say } = await deskOf(refund);
    await say("next");
    expect(await say("")).toMatch(/before Refund card/);
    await say("print $");
    expect(await say("")).toMatch(/before Large refund\?/);
  });

  it("goes on until a state, an error, the end, and not beyond", async () => {
    const { say } = await deskOf(refund);
    expect(await say("until Large refund?")).toMatch(/^\[9\] before Large refund\? \(Choice\)/m);
    expect(await say("breakpoints")).toContain("no breakpoints");
    expect(await say("goto 0", "error")).toMatch(
      /^\[8\] error Payments.CardExpired {2}in Refund card \(Task\), it has failed/m,
    );
    expect(await say("c")).toMatch(/^\[16\] end {2}SUCCEEDED$/m);
    expect(await say("c")).toBe("! the run has ended\n  back and reverse go back; restart begins anew.");
    expect(await say("print $")).toContain("the run has ended: there is nothing to look into here");
    expect(await say("rc")).toMatch(/^\[8\] error/m);
    expect(await say("restart")).toMatch(/^\[0\] before Look up order/m);
  });

  it("goes through iterations", async () => {
    const { say } = await deskOf(mapping);
    expect(await say("until Double")).toMatch(/before Double \(Pass\), iteration 0 of Each/);
    expect(await say("iteration")).toMatch(/before Double \(Pass\), iteration 1 of Each/);
    expect(await say("visit")).toMatch(/before Double \(Pass\), iteration 2 of Each/);
    expect(await say("next", "vars")).toContain("$twice = 10");
    expect(await say("finish")).toMatch(/^\[\d+\] in Each \(Map\), its result is there/m);
  });
});

describe("breakpoints", () => {
  it("stop, count, log, are switched off and removed", async () => {
    const { say } = await deskOf(mapping);
    expect(await say("break Double if {% $states.input = 4 %}")).toContain(
      "● 1  Double if {% $states.input = 4 %}  machine.asl.json:",
    );
    expect(await say('break Check log "twice is {$twice}"')).toContain('◆ 2  Check log "twice is {$twice}"');
    expect(await say("c")).toMatch(/log 2: twice is 6\n[\s\S]*breakpoint 1 {2}before Double \(Pass\), iteration 1/);
    expect(await say("breakpoints")).toMatch(/● 1 .* hit once\n◆ 2 .* hit once/);
    expect(await say("disable 2", "c")).not.toContain("log 2");
    expect(await say("delete 1", "delete all", "breakpoints")).toContain("no breakpoints");
  });

  it("keep their numbers and counts when they are switched off and on", async () => {
    const { say } = await deskOf(mapping);
    await say("br Double", "br Check", "c", "c");
    expect(await say("disable 1")).toMatch(/● 1 {2}Double \(off\).*hit once\n● 2 {2}Check .*hit once/);
    expect(await say("enable 1", "c")).toMatch(/breakpoint 1 /);
    expect(await say("breakpoints")).toMatch(/● 1 {2}Double .*hit 2 times\n● 2 /);
    await say("until End", "disable");
    expect(await say("br Each")).toMatch(/● 3 {2}Each/);
    expect(await say("delete 1", "restart", "breakpoints")).toMatch(/● 2 {2}Check \(off\)[^\n]*\n● 3 {2}Each(?!.*hit)/);
  });

  it("say why a condition that fails stops, and stop at any error", async () => {
    const { say } = await deskOf(refund);
    await say("break Refund card if $.nothing.there > 1");
    expect(await say("c")).toMatch(
      /breakpoint 1 {2}before Refund card.*\n! the condition \$\.nothing\.there > 1 has no value: /,
    );
    await say("delete all", "break on error any");
    expect(await say("c")).toMatch(/error Payments.CardExpired \(breakpoint 2\)/);
  });

  it("say once of a condition that it gives neither true nor false", async () => {
    const { say } = await deskOf(mapping);
    const said = await say("break Double if {% $states.input %}", "c");
    expect(said.split("neither true nor false")).toHaveLength(2);
    expect(said).toMatch(/^! the condition .* gave 3, which is/m);
  });

  it("take paths with > as answers do", async () => {
    const { say } = await deskOf(mapping);
    expect(await say("break Each > item > Check if $twice > 6")).toContain("● 1  Each › item › Check if $twice > 6");
    expect(await say("c")).toMatch(/before Check \(Pass\), iteration 1 of Each/);
    expect(await say("restart", "delete all", "until Each > item > Double")).toMatch(/before Double/);
    expect(await say("list Each > item > Check")).toMatch(/→ +\d+ +"Check"/);
  });

  it("say where they are never hit", async () => {
    const { say } = await deskOf(refund);
    expect(await say("break 900")).toContain("never hit: there is no state on line 900");
  });

  it("stop at a rule of a Choice, at a line, at an event, once", async () => {
    const { say } = await deskOf(refund);
    expect(await say("br default of Large refund?", "c")).toMatch(/breakpoint 1 {2}in Large refund\? \(Choice\)/);
    await say("delete all", "restart", "br 55 once");
    expect(await say("c")).toMatch(/breakpoint \d+ {2}before Issue voucher/);
    expect(await say("breakpoints")).toContain("no breakpoints");
    expect(await say("goto 0", "br event TaskFailed", "c")).toMatch(/breakpoint \d+ {2}in Refund card/);
  });
});

describe("looking", () => {
  it("prints scopes, parts of them, and expressions in both languages", async () => {
    const { say } = await deskOf(refund);
    await say("n");
    expect(await say("p $.order.amount")).toBe("900");
    expect(await say("p input /order/paidBy")).toBe('"card"');
    expect(await say("p input $.order")).toBe('{"amount":900,"paidBy":"card"}');
    expect(await say("p {% $states.input.order.amount * 2 %}")).toBe("1800");
    expect(await say("p States.Format('{} due', $.order.amount)")).toBe('"900 due"');
    expect(await say("p $$.Execution.Input.orderId")).toBe('"R-2072"');
    expect(await say("p context /State/Name")).toBe('"Paid by card?"');
  });

  it("takes $ for the result from where it is there", async () => {
    const definition = {
      StartAt: "T",
      States: {
        T: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          ResultSelector: { "only.$": "$.Payload.n" },
          ResultPath: "$.got",
          End: true,
        },
      },
    };
    const { say } = await deskOf({ definition, input: { a: 1 } });
    await say("c");
    expect(await say("print $")).toBe('{"a":1}');
    expect(await say('answer {"Payload": {"n": 5}}')).toContain("its result is there");
    expect(await say("print $")).toBe('{"Payload":{"n":5}}');
    expect(await say("print {% $states.input %}")).toBe('{"a":1}');
    await say("break T after ResultSelector", "c");
    expect(await say("print $")).toBe('{"only":5}');
    await say("si");
    expect(await say("print $")).toBe('{"a":1,"got":{"only":5}}');
  });

  it("watches expressions", async () => {
    const { say } = await deskOf(refund);
    expect(await say("watch $.order.amount")).toMatch(/^ {2}1: \$\.order\.amount = The JSONPath/);
    expect(await say("n")).toContain("  1: $.order.amount = 900");
    expect(await say("unwatch 1", "watch")).toBe("nothing is watched");
  });

  it("tells stack, threads, states, events, scopes, the definition and the clock", async () => {
    const { say } = await deskOf(mapping);
    await say("until Check");
    expect(await say("w")).toBe(
      "→ #0  before Check (Pass), iteration 0 of Each\n  #1  in Each (Map), its children at work",
    );
    expect(await say("up", "p input")).toContain('{"list":[3,4,5]}');
    expect(await say("down")).toContain("→ #0");
    expect(await say("threads")).toMatch(/^→ 1 {2}Each › item › Check {2}iteration 0 of Each {2}ready {2}0:\d+$/m);
    expect(await say("states")).toMatch(
      /^▶ Each Map {2}running\n {2}✓ Double Pass {2}succeeded[\s\S]*\n· End Pass {2}not reached$/,
    );
    expect(await say("events 2")).toMatch(/StateEntered {10}Double.*\n.*StateExited {11}Double/);
    expect(await say("scopes")).toMatch(/Input {7}6\n {2}Variables, iteration 0 of Each {2}\{twice: 6\}/);
    expect(await say("list Check")).toMatch(/^ → +\d+ +"Check": \{$/m);
    expect(await say("list 1")).toMatch(/^ → 1 {2}\{$/m);
    expect(await say("time")).toBe("2026-01-01T00:00:00.000Z  +0s");
  });
});

describe("asking why", () => {
  it("falls back to the failure that was caught and led here", async () => {
    const { say } = await deskOf(failing);
    await say("until After");
    expect(await say("why")).toContain("catcher 0 [States.ALL]: takes Boom");
  });

  it("can be asked of a run that has ended, and shows what it came to", async () => {
    const { say } = await deskOf(failing);
    expect(await say("c", "goto end")).toMatch(/^\[\d+\] SUCCEEDED\n {2}output +\{/m);
    expect(await say("print output /kept")).toBe("1");
    expect(await say("why value /kept")).toContain("the execution's input");
    expect(await say("why value input /kept")).toMatch(
      /! the run has ended.*\n {2}Of an event one can: why event 5 \/kept/,
    );
    expect(await say("back", "finish")).toMatch(/^\[\d+\] (?:end {2})?SUCCEEDED$/m);
  });

  it("means the execution at hand by the numbers of events", async () => {
    const { say } = await deskOf(distributed);
    expect(await say("until B")).toMatch(/^ +3 .* child 1 › A/m);
    expect(await say("events")).toMatch(/^child execution 1; events 20 0 lists/);
    expect(await say("events 2 0")).not.toContain("child execution");
    expect(await say("why event 2")).toMatch(/^7/);
    expect(await say("why event 0:2")).toMatch(/^\[7,8\]/);
    expect(await say("why event 9")).toContain("! execution 1 has 3 events so far\n  why event 0:9 means");
    await say("thread 2");
    expect(await say("n")).toMatch(/iteration 1 of Each/);
  });

  it("explains Choices, values and failures", async () => {
    const { say } = await deskOf(refund);
    await say("br Issue voucher", "c");
    expect(await say("why")).toContain("rule 0 did not match: $.order.amount (nothing) IsPresent true is false");
    expect(await say("why choice Paid by card?")).toContain("Paid by card?");
    expect(await say("why /Error")).toContain("Refund card › error, event 12");
    expect(await say("why value input $.Error")).toContain("event 12");
    expect(await say("why event 6 /order/amount")).toContain("Look up order");
    expect(await say("why failure")).toContain("catcher 0 [Payments.CardExpired]: takes Payments.CardExpired");
    expect(await say("why choice Refund card")).toContain("is no Choice");
    expect(await say("back 2", "error", "why")).toContain("catcher 0 takes it");
  });
});

describe("answering and changing", () => {
  it("asks for answers, offers the last one, and takes it at an empty line", async () => {
    const { say } = await deskOf(retrying);
    expect(await say("c")).toMatch(
      /^\[2\] needs an answer {2}in Ask \(Task\), waiting[\s\S]*resource {3}arn:aws:states:::lambda:invoke[\s\S]*answer \{…\}, or fail Error cause$/m,
    );
    expect(await say("c")).toContain("! the task has no answer yet");
    expect(await say("answer")).toContain("! Ask was never answered before");
    expect(await say("")).toBe("");
    expect(await say("fail Busy come later")).toMatch(/in Ask \(Task\), it has failed/);
    expect(await say("c")).toContain("Enter: fail Busy come later");
    expect(await say("")).toMatch(/it has failed/);
    expect(await say("retries")).toMatch(/try 1 {2}Busy: come later {2}retrier 0, again after 2s/);
    expect(await say("c", "answer { Payload: { ok: true } }")).toContain("result      {Payload: {ok: true}}");
    expect(await say("c")).toMatch(/^\[\d+\] end {2}SUCCEEDED$/m);
  });

  it("lets a task be answered by hand whose handler gives no result", async () => {
    const handler: TaskHandler = (request) => {
      throw new HandlerError(request, "gave a function");
    };
    const told: string[] = [];
    const { say } = await deskOf({ ...retrying, handler: lenient(handler, (text) => told.push(text)) });
    expect(await say("c")).toMatch(/needs an answer {2}in Ask/);
    expect(told).toEqual(['the handler of task "Ask" (call 1) gave a function']);
    expect(await say("answer {}", "c")).toMatch(/end {2}SUCCEEDED/);
    const later = lenient(async (request) => handler(request));
    expect(await (await deskOf({ ...retrying, handler: later })).say("c", "answer {}", "c")).toMatch(
      /end {2}SUCCEEDED/,
    );
  });

  it("lets timers fire early", async () => {
    const { say } = await deskOf({ ...retrying, answers: { Ask: { output: {} } } });
    await say("until Wait");
    for (
      let step = 0;
      step < 20 && !(await say("threads")).includes("waiting for the end of the wait, 1h to go");
      step++
    )
      await say("stepi");
    expect(await say("fire", "time")).toMatch(/\+0s$/);
    expect(await say("c")).toMatch(/end {2}SUCCEEDED/);
  });

  it("sets values, and goes another way from there", async () => {
    const { say } = await deskOf({ ...refund, answers: undefined });
    await say("c", 'answer {"Payload": {"amount": 900, "paidBy": "card"}}', "until Paid by card?");
    expect(await say('set $.order.paidBy = "invoice"', "n")).toMatch(/before Large refund\?/);
    expect(await say("set input /order/amount = 1", "n")).toMatch(/before Issue voucher/);
    expect(await say("set arguments = 1")).toMatch(/^! /);
  });

  it("sets variables", async () => {
    const { say } = await deskOf(mapping);
    await say("until Check");
    expect(await say("set $twice = 100", "p $twice")).toMatch(/100$/);
  });

  it("jumps, with the input or another", async () => {
    const { say } = await deskOf(refund);
    expect(await say("jump Tell customer")).toMatch(/before Tell customer \(Task\)[\s\S]*orderId: "R-2072"/);
    expect(await say('jump Issue voucher {"a": 1}')).toMatch(/before Issue voucher \(Task\)[\s\S]*\{a: 1\}/);
  });

  it("says which task it answers where the run stands elsewhere, and answers none of several", async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...task, End: true } } });
    const { say } = await deskOf({
      definition: {
        StartAt: "All",
        States: { All: { Type: "Parallel", Branches: ["A", "B", "C"].map(branch), End: true } },
      },
    });
    await say("c", "answer 1");
    expect(await say("fail Late")).toBe(
      "! no task waits in All › branch 0 › A, but 2 do elsewhere\n  threads lists them, thread 2 chooses one.",
    );
    expect(await say("thread 2", "answer 2")).toMatch(/\nAll › branch 1 › B is answered, and goes on in its turn$/);
    expect(await say("threads")).toMatch(/B {2}All › branch 1 {2}answered, to be taken up/);
    expect(await say("thread 2", "why failure")).toContain(
      "! nothing has failed yet: All › branch 1 › B is answered, to be taken up when the turn under way is over",
    );
    await say("thread 3");
    expect(await say("fail Late")).toMatch(/\nAll › branch 2 › C is to fail, and goes on in its turn$/);
    expect(await say("c")).toMatch(/end {2}FAILED\n {2}error +Late/);
  });

  it("stops once at the state this is, where tbreak names none", async () => {
    const { say } = await deskOf(refund);
    expect(await say("tbreak")).toMatch(/^● 1 {2}Look up order once/);
  });

  it("tells where data differ that two runs show alike", async () => {
    const { say } = await deskOf(refund, 80);
    const set = (n: number) => `set input = {"order": {"lines": [{"sku": "${"x".repeat(60)}", "a/b": ${n}}]}}`;
    await say("until Large refund?", "fork", set(1), "next", "turn 1", set(2), "next");
    expect(await say("compare")).toMatch(
      /\n {2}at \/input\/order\/lines\/0\/a~1b:\n {2}run 2 +1\n {2}run 1 \(this\) +2\nas they stand:/,
    );
  });

  it("forks, turns and compares", async () => {
    const { say } = await deskOf(refund);
    await say("until Large refund?");
    expect(await say("fork")).toContain("this is run 2 now");
    await say('set input = {"orderId": 1, "order": {"amount": 900}}', "c");
    expect(await say("runs")).toMatch(/^ {2}run 1 {2}RUNNING .*\n→ run 2 {2}RUNNING/);
    expect(await say("turn 1", "c")).toMatch(/end {2}SUCCEEDED/);
    expect(await say("compare")).toMatch(
      new RegExp(
        [
          "^they part at event 14:",
          " {2}run 2 +14 .*StateEntered +Large refund\\? +\\{orderId: 1, .*",
          " {2}run 1 \\(this\\) +14 .*StateEntered +Large refund\\? +\\{Error: .*",
          "as they stand:",
          " {2}run 2 +RUNNING",
          " {2}run 1 \\(this\\) +SUCCEEDED {2}\\{.*\\}$",
        ].join("\\n"),
      ),
    );
    expect(await say("fork", "turn 1", "compare 3")).toMatch(
      /the same has happened in both\nas they stand:\n {2}run 3 /,
    );
  });

  it("reads a file once more also where the run was opened without one, but none that a recording names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "asl-reload-"));
    const file = join(folder, "edited.asl.json");
    writeFileSync(file, refund.definition as string);
    const { say, desk } = await deskOf(refund);
    Object.assign(desk, { opening: { ...desk.opening, reread: undefined } });
    expect(await say("reload")).toContain("! the definition came with the run");
    Object.assign(desk.session.program, { file });
    expect(await say("reload")).toContain("nothing has changed");
    Object.assign(desk, { opening: { ...desk.opening, bringsDefinition: true } });
    expect(await say("reload")).toContain("! the definition came with the run");
    rmSync(folder, { recursive: true });
  });

  it("stands as it stood where a definition read again is the same, and says what it forgets where it is not", async () => {
    const { say } = await deskOf({ ...refund, edited: JSON.parse(refund.definition as string) });
    const stood = /^\[[\d.]+\]/m.exec(await say("c"))![0];
    expect(await say("reload", "reload")).toBe(
      "nothing has changed: the definition is the same\nnothing has changed: the definition is the same",
    );
    expect(await say("goto end")).toContain(stood);
    const edited = JSON.parse(refund.definition as string);
    edited.Comment = "edited";
    const other = await deskOf({ ...refund, edited });
    await other.say("c", "back");
    expect(await other.say("reload")).toMatch(/^no state has changed, but .*\n\d+ later steps? (are|is) forgotten\n\[/);
  });

  it("goes on with an edited definition, or says why not", async () => {
    const edited = JSON.parse(refund.definition as string);
    edited.States["Refund card"].Catch[0].ResultPath = "$.error";
    const { say } = await deskOf({ ...refund, edited });
    await say("until Refund card");
    expect(await say("reload")).toContain("changed: Refund card");
    expect(await say("c")).toMatch(/needs an answer {2}in Ask manager/);
    delete edited.States["Ask manager"];
    edited.States["Large refund?"].Choices[0].Next = "Issue voucher";
    expect(await say("reload")).toMatch(/! the run cannot go on with this definition:\n {2}Ask manager: /);
  });
});
