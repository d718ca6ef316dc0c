import { stdout } from "../output.js";
import { whileAlive } from "../run/alive.js";
import { type ExitCode, usage } from "../stop.js";
import { begin } from "./begin.js";
import { Desk } from "./desk.js";
import { ending } from "./ending.js";
import { LineMode } from "./line-mode.js";
import type { Opening } from "./opening.js";
import type { Wishes } from "./options.js";
import { performAll, type Script, scriptIn } from "./script.js";

/** Debugs one run, on the screen or in lines. Resolves with the exit code. */
export async function debug(given: Opening, wishes: Wishes): Promise<ExitCode> {
  const opening = {
    ...given,
    reads: [...(given.reads ?? []), ...(wishes.commands === undefined ? [] : [wishes.commands])],
  };
  const isTerminal = process.stdin.isTTY === true && stdout.terminal;
  const script = wishes.commands === undefined ? undefined : scriptIn(wishes.commands);
  if (!isTerminal || wishes.plain || process.env.TERM === "dumb") return inLines(opening, wishes, script, isTerminal);
  const { onScreen } = await import("./screen/index.js");
  return onScreen(opening, wishes, script);
}

async function inLines(
  opening: Opening,
  wishes: Wishes,
  script: Script | undefined,
  isTerminal: boolean,
): Promise<ExitCode> {
  stdout.eager = true;
  const desk = new Desk(opening, stdout);
  const mode = new LineMode(desk, wishes.keepsCommands);
  const work = async () => {
    await begin(desk, wishes);
    if (script !== undefined) await performAll(desk, script);
    if (!desk.isDone && (script === undefined || isTerminal)) await mode.run();
  };
  try {
    await whileAlive(work(), stuck);
    return ending(desk, wishes);
  } finally {
    mode.close();
  }
}

const stuck = () =>
  usage("a handler never answers: its promise does not settle", "It answers by returning or throwing.");
