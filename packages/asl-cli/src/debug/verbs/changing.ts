import { existsSync } from "node:fs";
import type { Json, TaskRequest } from "asl-core";
import type { Program } from "asl-core/debug";
import { printable } from "../../print/text.js";
import { loadDefinition } from "../../run/definition.js";
import { lastAnswer } from "../answers.js";
import { stateNamed } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import type { Given } from "../given.js";
import { Mistake } from "../mistake.js";
import { programOf } from "../program-of.js";
import { pointerIn, SCOPE_NAMES, scopeNamed } from "../scope-text.js";
import { valueIn } from "../value-text.js";
import type { Verb } from "../verb.js";
import { counted, firstWord, wholeNumber } from "../words.js";

/** Answers or fails a task, and remembers what with; says so where the run stands elsewhere, as that shows nothing of it. */
async function give(desk: Desk, request: TaskRequest, given: Given): Promise<void> {
  const stop = await desk.move(() =>
    "output" in given
      ? desk.session.answer(request, given.output)
      : desk.session.fail(request, given.error, given.cause),
  );
  desk.given.set(request.path, given);
  const [at] = desk.session.stack(stop.thread);
  if (at?.state === request.path && String(at.iteration) === String(request.iteration)) return;
  const place = request.iteration.length === 0 ? "" : ` [${request.iteration.join(".")}]`;
  desk.paper.line(
    `${printable(request.path)}${place} ${"output" in given ? "is answered" : "is to fail"}, and goes on in its turn`,
  );
}

/** `State name = value` splits at the first "=" outside of quotes and brackets. */
function assignment(text: string): { place: string; value: string } {
  const found = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^="'])*?)\s*=(?!=)\s*(.*)$/s.exec(text);
  if (found === null)
    throw new Mistake("set needs a place and a value", 'Like: set input /order/total = 12, or set $region = "eu".');
  return { place: found[1].trim(), value: found[2] };
}

async function setValue(desk: Desk, rest: string): Promise<void> {
  const { place, value } = assignment(rest);
  const { scope, pointer } = placeIn(place);
  const json = await valueIn(value, "the value");
  await desk.move(() => desk.session.set(desk.here(), scope, pointer, json));
}

function placeIn(text: string) {
  const { word, rest } = firstWord(text);
  const variable = /^\$([\p{L}_][\p{L}\p{N}_]*)(.*)$/su.exec(text);
  if (variable !== null && !/^\$\./.test(text))
    return { scope: "Variables" as const, pointer: `/${variable[1]}${pointerIn(variable[2].trim())}` };
  const scope = scopeNamed(word);
  if (scope !== undefined) return { scope, pointer: pointerIn(rest) };
  if (/^[/$]/.test(text)) return { scope: "Input" as const, pointer: pointerIn(text) };
  throw new Mistake(`"${word}" is no scope`, `One of ${SCOPE_NAMES.join(", ")}; or $variable.`);
}

async function jump(desk: Desk, rest: string): Promise<void> {
  const { machine } = desk.session.program;
  const { state, input } = splitJump(
    rest,
    machine.nodes.flatMap(({ name, path }) => [name, path]),
  );
  const name = stateNamed(state, machine);
  const given: Json | undefined = input === "" ? undefined : await valueIn(input, "the input");
  await desk.move(() => desk.session.jump(desk.here(), name, given));
}

/** The longest name of a state at the beginning; else what stands before an object, a list or a file. */
function splitJump(text: string, names: readonly string[]): { state: string; input: string } {
  const named = [...names, ...names.map((name) => name.replaceAll(" › ", " > "))]
    .filter((name) => text === name || text.startsWith(`${name} `))
    .toSorted((a, b) => b.length - a.length)[0];
  if (named !== undefined) return { state: named, input: text.slice(named.length).trim() };
  const { word, rest } = firstWord(text);
  if (text.startsWith('"')) return { state: word, input: rest };
  const at = text.search(/\s[[{@"]/);
  return at < 0 ? { state: text, input: "" } : { state: text.slice(0, at), input: text.slice(at + 1) };
}

/** Of a run that was opened with a file's definition, but does not know how it is read again. */
function rereadFile({ opening, session }: Desk): () => Promise<Program> {
  const { file } = session.program;
  if (opening.bringsDefinition === true || file === undefined || !existsSync(file))
    throw new Mistake(
      "the definition came with the run: there is no file to read it from",
      "Open the run on a definition's file to change it.",
    );
  return async () => programOf(await loadDefinition(file, { type: undefined, substitutions: undefined, limits: true }));
}

async function reload(desk: Desk): Promise<void> {
  const program = await (desk.opening.reread ?? rereadFile(desk))();
  const { length, position } = desk.session;
  const { ok, same, problems, added, removed, changed } = desk.session.reload(program);
  if (!ok) {
    const reasons = problems.map(({ state, text }) => `${state}: ${text}`).join("\n  ");
    throw new Mistake(
      `the run cannot go on with this definition:\n  ${reasons}`,
      "Go back to where it can, and reload there.",
    );
  }
  if (same) return desk.paper.line("nothing has changed: the definition is the same");
  const told = Object.entries({ changed, added, removed }).filter(([, states]) => states.length > 0);
  desk.paper.line(
    told.length === 0
      ? "no state has changed, but what stands around them"
      : told.map(([what, states]) => `${what}: ${states.map(printable).join(", ")}`).join("; "),
  );
  const forgotten = length - position.step;
  if (forgotten > 0) desk.paper.line(`${counted(forgotten, "later step")} ${forgotten === 1 ? "is" : "are"} forgotten`);
  await desk.move(() => desk.session.stop);
}

function runNamed({ runs }: Desk, text: string) {
  const found = runs[(wholeNumber(text, 1) ?? 0) - 1];
  if (found === undefined) throw new Mistake(`there is no run ${text}`, "runs lists them.");
  return found;
}

/** Answers and changes. */
export const changing: readonly Verb[] = [
  {
    name: "answer",
    aliases: ["a"],
    group: "changing",
    takes: "[json|@file]",
    summary: "answer the task that waits here; without a value, as its state was answered last",
    more: [
      'answer {"Payload": {"ok": true}}, answer { Payload: { ok: true } }, answer @answer.json',
      "An empty line does it, too, where a task waits and was answered before.",
    ],
    async run(desk, rest) {
      const request = desk.request();
      const given = rest === "" ? lastAnswer(desk, request) : { output: await valueIn(rest, "the answer") };
      if (given === undefined)
        throw new Mistake(
          `${request.path} was never answered before`,
          'Like: answer {"Payload": {}}, or fail Error cause.',
        );
      await give(desk, request, given);
    },
  },
  {
    name: "fail",
    aliases: [],
    group: "changing",
    takes: "[error] [cause]",
    summary: "fail the task that waits here: fail Payments.Declined no money",
    completes: "error",
    async run(desk, rest) {
      const { word, rest: cause } = firstWord(rest);
      await give(desk, desk.request(), { error: word || undefined, cause: cause || undefined });
    },
  },
  {
    name: "fire",
    aliases: [],
    group: "changing",
    takes: "",
    summary: "let what this waits for be over now: a Wait, a back-off, a timeout or heartbeat",
    async run(desk) {
      await desk.move(() => desk.session.fireTimer(desk.here()));
    },
  },
  {
    name: "set",
    aliases: [],
    group: "changing",
    takes: "<scope> [path] = <json>",
    summary: 'change a value and go on with it: set input /total = 12, set $region = "eu"',
    more: ["What came after this position is forgotten: fork first to keep it."],
    completes: "scope",
    run: setValue,
  },
  {
    name: "jump",
    aliases: ["j"],
    group: "changing",
    takes: "<state> [json|@file]",
    summary: "go on at another state of this block, with this input or another",
    completes: "state",
    run: jump,
  },
  {
    name: "reload",
    aliases: [],
    group: "changing",
    takes: "",
    summary: "read the edited definition and go on with it, where the change allows that",
    run: (desk) => reload(desk),
  },
  {
    name: "fork",
    aliases: [],
    group: "changing",
    takes: "",
    summary: "a second run from here, to try something else; compare tells where the two part",
    run(desk) {
      desk.fork();
      desk.paper.line(
        `this is run ${desk.runs.length} now, which begins as the other stands here; runs lists all, turn 1 goes back to the first`,
      );
    },
  },
  {
    name: "runs",
    aliases: [],
    group: "changing",
    takes: "",
    summary: "list the run and its forks",
    run(desk) {
      const { cyan } = desk.paper.colours;
      for (const [index, run] of desk.runs.entries())
        desk.paper.line(
          `${run === desk.session ? cyan("→") : " "} run ${index + 1}  ${run.status}  ${run.stop.text ?? ""}`,
        );
    },
  },
  {
    name: "turn",
    aliases: [],
    group: "changing",
    takes: "<number>",
    summary: "turn to another run: turn 1",
    run(desk, rest) {
      desk.turnTo(runNamed(desk, rest));
      desk.onStop(desk.stop, desk.session.position);
    },
  },
];
