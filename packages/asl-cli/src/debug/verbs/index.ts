import type { Verb } from "../verb.js";
import { changing } from "./changing.js";
import { explaining } from "./explaining.js";
import { tellHelp } from "./helping.js";
import { keeping } from "./keeping.js";
import { looking } from "./looking.js";
import { moving } from "./moving.js";
import { standing } from "./standing.js";
import { stopping } from "./stopping.js";
import { verbNamed } from "./verb-named.js";

const help: Verb = {
  name: "help",
  aliases: ["h", "?"],
  group: "keeping",
  takes: "[command]",
  summary: "this list, or more about one command",
  completes: "verb",
  run: ({ paper }, rest) => tellHelp(paper, VERBS, rest === "" ? undefined : verbNamed(rest, VERBS)),
};

/** All commands of the debugger. */
export const VERBS: readonly Verb[] = [
  ...moving,
  ...stopping,
  ...looking,
  ...standing,
  ...explaining,
  ...changing,
  ...keeping,
  help,
];
