import type { Paper } from "../paper.js";
import { GROUPS, type Verb } from "../verb.js";

const TITLES: Record<(typeof GROUPS)[number], string> = {
  moving: "Go",
  stopping: "Stop",
  looking: "Look",
  explaining: "Ask",
  changing: "Change",
  keeping: "Keep",
};

const NAME = 13;

/** All commands by group, or one with its examples. */
export function tellHelp(paper: Paper, verbs: readonly Verb[], verb: Verb | undefined): void {
  if (verb !== undefined) return tellOne(paper, verb);
  for (const group of GROUPS) {
    paper.line(paper.colours.bold(TITLES[group]));
    for (const one of verbs.filter((each) => each.group === group)) {
      const names = [one.name, ...one.aliases.filter((alias) => alias.length <= 2)].join(", ");
      paper.line(`  ${names.padEnd(NAME)} ${one.summary}`);
    }
  }
  paper.line("");
  paper.line("An empty line goes on as before. help <command> tells more; line mode takes # as a comment.");
}

function tellOne(paper: Paper, { name, aliases, takes, summary, more = [] }: Verb): void {
  paper.line(`${paper.colours.bold(name)}${takes === "" ? "" : ` ${takes}`}`);
  paper.line(`  ${summary}`);
  for (const text of more) paper.line(`  ${text}`);
  if (aliases.length > 0) paper.line(paper.colours.dim(`  also: ${aliases.join(", ")}`));
}
