import { exit } from "../../exit.js";
import { explain } from "../../explain.js";
import { stdout } from "../../output.js";
import { printable } from "../../print/text.js";
import type { ExitCode } from "../../stop.js";
import { begin } from "../begin.js";
import { CommandHistory } from "../command-history.js";
import { ending } from "../ending.js";
import type { Opening } from "../opening.js";
import type { Wishes } from "../options.js";
import { performAll, type Script } from "../script.js";
import { headline } from "../stop-lines.js";
import { Screen } from "./screen.js";
import { ProcessTerminal } from "./terminal.js";

/** Debugs on the whole terminal, which is given back as it was, whatever happens. */
export async function onScreen(opening: Opening, wishes: Wishes, script: Script | undefined): Promise<ExitCode> {
  const terminal = new ProcessTerminal();
  const history = new CommandHistory(wishes.keepsCommands);
  const screen = new Screen(terminal, opening, history);
  const { desk } = screen;
  const restore = divertStrays((text) => desk.paper.line(text));
  const crash = (error: unknown) => void (process.listenerCount("uncaughtException") === 1 && exit(explain(error)));
  process.on("uncaughtException", crash);
  try {
    await begin(desk, wishes);
    if (script !== undefined) await performAll(desk, script);
    if (!desk.isDone) {
      screen.start();
      await screen.ended;
    }
  } finally {
    terminal.leave();
    process.removeListener("uncaughtException", crash);
    restore();
    history.save();
  }
  stdout.line(headline(desk, desk.stop));
  return ending(desk, wishes);
}

/** What handlers write would tear the screen: it is told among the commands. */
function divertStrays(tell: (text: string) => void): () => void {
  const { stdout, stderr } = process;
  const before = [stdout.write, stderr.write] as const;
  const write = (text: string | Uint8Array): boolean => {
    for (const line of String(text).replace(/\n$/, "").split("\n")) tell(printable(line));
    return true;
  };
  stdout.write = write as typeof stdout.write;
  stderr.write = write as typeof stderr.write;
  return () => {
    [stdout.write, stderr.write] = before;
  };
}
