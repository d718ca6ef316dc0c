import { formatDuration } from "asl-core";
import type { StackFrame, Thread } from "asl-core/debug";
import { printable } from "../../print/text.js";
import type { Desk } from "../desk.js";
import { Mistake } from "../mistake.js";
import { placeText } from "../place-text.js";
import { stageHere } from "../stop-lines.js";
import type { Verb } from "../verb.js";
import { counted, wholeNumber } from "../words.js";

function frames({ session }: Desk, thread: string): readonly StackFrame[] {
  return session.stack(thread);
}

/** The thread that is looked into: the innermost frame of its stack. */
function threadHere(desk: Desk): Thread {
  const here = desk.here();
  const all = desk.session.threads();
  return all.find(({ id }) => frames(desk, id).some((frame) => frame.id === here)) ?? all[0];
}

function threadNamed({ session }: Desk, text: string): Thread {
  const all = session.threads();
  const found = all.find(({ id }) => id === text) ?? all[(wholeNumber(text, 1) ?? 0) - 1];
  if (found === undefined) throw new Mistake(`there is no thread ${text}`, "threads lists them.");
  return found;
}

function stackLines(desk: Desk): void {
  const here = desk.here();
  frames(desk, threadHere(desk).id).forEach((frame, index) => {
    const mark = frame.id === here ? desk.paper.colours.cyan("→") : " ";
    const stage = index === 0 ? stageHere(desk, frame) : undefined;
    desk.paper.line(`${mark} #${index}  ${placeText(frame, stage)}`);
  });
}

/** Turns to another frame of the stack. */
function chooseFrame(desk: Desk, index: number): void {
  const stack = frames(desk, threadHere(desk).id);
  if (stack[index] === undefined)
    throw new Mistake(`the stack has ${counted(stack.length, "frame")}: 0 to ${stack.length - 1}`);
  desk.chosen = stack[index].id;
  stackLines(desk);
}

const indexHere = (desk: Desk): number => frames(desk, threadHere(desk).id).findIndex(({ id }) => id === desk.here());

function threadLine({ paper, session }: Desk, thread: Thread, index: number, isHere: boolean): string {
  const { dim, cyan, bold } = paper.colours;
  const until =
    thread.waits?.until === undefined
      ? ""
      : `, ${formatDuration(Math.max(0, thread.waits.until - session.scene.now), 3)} to go`;
  const waits = thread.answered
    ? ANSWERED
    : thread.waits === undefined
      ? thread.status
      : `${thread.status} for ${thread.waits.for}${until}`;
  return `${isHere ? cyan("→") : " "} ${index + 1}  ${bold(printable(thread.state))}  ${printable(thread.name)}  ${dim(`${waits}  ${thread.id}`)}`;
}

/** Of a task whose answer waits for the turn under way. */
const ANSWERED = "answered, to be taken up";

function tellThreads(desk: Desk): void {
  const all = desk.session.threads();
  if (all.length === 0) return desk.paper.line("no threads: the run has ended");
  const here = threadHere(desk);
  const shown = all.slice(0, 50);
  for (const [index, thread] of shown.entries())
    desk.paper.line(threadLine(desk, thread, index, thread.id === here.id));
  if (all.length > shown.length) desk.paper.line(`  … ${counted(all.length - shown.length, "more thread")}`);
}

/** Where the run stands: its stack, and all places it is at. */
export const standing: readonly Verb[] = [
  {
    name: "where",
    aliases: ["w", "bt", "stack"],
    group: "looking",
    takes: "",
    summary: "the state this is, and the Parallels and Maps around it",
    run: (desk) => stackLines(desk),
  },
  {
    name: "frame",
    aliases: [],
    group: "looking",
    takes: "<number>",
    summary: "look into another frame of the stack",
    run(desk, rest) {
      const index = wholeNumber(rest);
      if (index === undefined) throw new Mistake(`"${rest}" is no number of a frame`, "where lists them.");
      chooseFrame(desk, index);
    },
  },
  {
    name: "up",
    aliases: [],
    group: "looking",
    takes: "",
    summary: "look into the Parallel or Map around",
    run: (desk) => chooseFrame(desk, indexHere(desk) + 1),
  },
  {
    name: "down",
    aliases: [],
    group: "looking",
    takes: "",
    summary: "look into what is inside again",
    run: (desk) => chooseFrame(desk, indexHere(desk) - 1),
  },
  {
    name: "threads",
    aliases: ["t"],
    group: "looking",
    takes: "",
    summary: "the branches and iterations that are under way, and what each waits for",
    run: (desk) => tellThreads(desk),
  },
  {
    name: "thread",
    aliases: [],
    group: "looking",
    takes: "<number>",
    summary: "look into another branch or iteration, and step in it",
    run(desk, rest) {
      desk.chosen = threadNamed(desk, rest).id;
      stackLines(desk);
    },
  },
];
