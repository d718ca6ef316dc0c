import { parsePosition, type StepKind, type Stop } from "asl-core/debug";
import { stateNamed } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import { Mistake } from "../mistake.js";
import type { Verb } from "../verb.js";
import { wholeNumber } from "../words.js";

/** Times that one command steps, at most. */
const MOST = 100_000;

function countIn(text: string): number {
  if (text === "") return 1;
  const count = wholeNumber(text, 1);
  if (count === undefined || count > MOST) throw new Mistake(`"${text}" is no count from 1 to ${MOST}`);
  return count;
}

/** Steps so many times, or until something else than the step itself stops the run. */
async function times(desk: Desk, text: string, step: () => Stop | Promise<Stop>): Promise<void> {
  const count = countIn(text);
  await desk.move(async () => {
    let stop = await step();
    for (let done = 1; done < count && stop.reason === "step"; done++) stop = await step();
    return stop;
  });
}

/** Why there is no way forward. */
function checkForward({ session, stop }: Desk): void {
  if (session.live && session.status !== "RUNNING")
    throw new Mistake("the run has ended", "back and reverse go back; restart begins anew.");
  if (session.live && stop.reason === "task" && session.scene.waiting.length > 0)
    throw new Mistake(
      "the task has no answer yet",
      "Give it one: answer {…}, fail Error cause, or fire for its timeout.",
    );
}

const stepping = (kind: StepKind, verb: Omit<Verb, "group" | "takes" | "run">): Verb => ({
  ...verb,
  group: "moving",
  takes: "[count]",
  repeats: true,
  async run(desk, rest) {
    checkForward(desk);
    await times(desk, rest, () => desk.session.step(kind, desk.chosen));
  },
});

/** A breakpoint for one move is none that a person has set. */
function reached(stop: Stop, id: number): Stop {
  const others = stop.breakpoints?.filter((one) => one !== id);
  if (stop.reason !== "breakpoint" || others === undefined) return stop;
  return { ...stop, reason: others.length === 0 ? "step" : "breakpoint", breakpoints: others };
}

const BACK_KINDS = ["over", "stage", "step", "out"] as const;

/** Steps and jumps along the run, forward and back. */
export const moving: readonly Verb[] = [
  stepping("over", {
    name: "next",
    aliases: ["n"],
    summary: "go on to the next state, past what is inside of this one",
    more: ["In a Parallel or Map it stays in its branch or iteration; `next 3` goes on three states."],
  }),
  stepping("into", {
    name: "step",
    aliases: ["s"],
    summary: "go on to the next data stage or state, also inside of a Parallel or Map",
  }),
  stepping("out", {
    name: "finish",
    aliases: ["f", "out"],
    summary: "go on until this branch, iteration or child execution has ended",
  }),
  stepping("stage", {
    name: "stepi",
    aliases: ["si"],
    summary: "the smallest step there is: one data stage, or one thing that happens anywhere",
  }),
  {
    name: "continue",
    aliases: ["c", "run"],
    group: "moving",
    takes: "",
    summary: "go on until a breakpoint, a task without an answer, or the end",
    repeats: true,
    async run(desk) {
      checkForward(desk);
      await desk.move(() => desk.session.continue());
    },
  },
  {
    name: "until",
    aliases: ["u"],
    group: "moving",
    takes: "<state>",
    summary: "go on until a state is reached, or whatever else stops the run",
    repeats: true,
    completes: "state",
    async run(desk, rest) {
      if (rest === "") throw new Mistake("until needs a state", "Like: until Charge.");
      checkForward(desk);
      const { breakpoints } = desk.session;
      const { id } = breakpoints.add({ state: stateNamed(rest, desk.session.program.machine), temporary: true });
      try {
        await desk.move(async () => reached(await desk.session.continue(), id));
      } finally {
        breakpoints.remove(id);
      }
    },
  },
  stepping("visit", { name: "visit", aliases: ["v"], summary: "go on until this state is entered again, anywhere" }),
  stepping("iteration", {
    name: "iteration",
    aliases: ["i"],
    summary: "go on to the same state in the next iteration of its Map",
  }),
  stepping("error", { name: "error", aliases: ["e"], summary: "go on until something fails, caught or not" }),
  stepping("retry", { name: "retry", aliases: ["r"], summary: "go on until something is tried again" }),
  {
    name: "back",
    aliases: ["b", "rn", "reverse-next"],
    group: "moving",
    takes: "[over|stage|step|out] [count]",
    summary: "go back: inside a state one data stage, else to the state before",
    more: [
      "back over: to the state before. back stage: one data stage. back step: one step of the interpreter.",
      "back out: to the entry of the Parallel or Map around. `b` is back; a breakpoint is `break` or `br`.",
    ],
    repeats: true,
    async run(desk, rest) {
      const [first = "", second = ""] = rest.split(/\s+/);
      const kind = BACK_KINDS.find((one) => one === first);
      if (kind === undefined && second !== "")
        throw new Mistake(`there is no back ${first}`, `One of ${BACK_KINDS.join(", ")}.`);
      await times(desk, kind === undefined ? first : second, () =>
        desk.session.back(kind ?? (desk.session.position.stage > 0 ? "stage" : "over")),
      );
    },
  },
  {
    name: "reverse",
    aliases: ["rc", "reverse-continue"],
    group: "moving",
    takes: "",
    summary: "go back to the last breakpoint or failure before",
    repeats: true,
    async run(desk) {
      await desk.move(() => desk.session.reverse());
    },
  },
  {
    name: "goto",
    aliases: ["g"],
    group: "moving",
    takes: "<position>|start|end",
    summary: "go to any position there has been: goto 120, goto 120.2, goto end",
    more: [
      "Each stop begins with its position: [120] stands before step 120, [120.2] after the second data stage in it.",
    ],
    async run(desk, rest) {
      const { session } = desk;
      const position =
        rest === "start"
          ? parsePosition("0")
          : rest === "end"
            ? parsePosition(String(session.length))
            : parsePosition(rest);
      if (position === undefined)
        throw new Mistake(`"${rest}" is no position`, "Like: goto 12, goto 12.2, goto start, goto end.");
      await desk.move(() => session.goTo(position));
    },
  },
  {
    name: "restart",
    aliases: [],
    group: "moving",
    takes: "",
    summary: "begin the run anew; breakpoints and watched expressions stay",
    async run(desk) {
      desk.restart();
      await desk.move(() => desk.stop);
    },
  },
];
