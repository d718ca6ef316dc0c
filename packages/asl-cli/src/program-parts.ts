import type { Command } from "commander";
import { usage } from "./stop.js";

/** Gathers the values of an option that may be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** Refuses an option that stands twice: commander would quietly take the last. */
export function onceEach(command: Command): Command {
  for (const option of command.options.filter(({ parseArg }) => parseArg !== collect)) {
    let count = 0;
    command.on(`option:${option.name()}`, () => {
      if (++count > 1) throw usage(`${option.long} is given twice`);
    });
  }
  return command;
}
