import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/workspace.mjs";

/**
 * A fenced block of a document. What stands after the language says how it is tested; readers do not see it:
 * `sh run`: its commands are run in a reader's folder, `sh root`: in the repository; `file=<name>`: it is written to
 * that file first; `text output`: the commands before it print exactly this; `html page`: a browser shows it;
 * `sh elsewhere`: other tests run it.
 */
export interface Block {
  readonly document: string;
  readonly line: number;
  readonly language: string;
  readonly purpose: string;
  readonly text: string;
}

/** A document's text. */
export const textOf = (document: string): string => readFileSync(join(root, document), "utf8");

/** All fenced blocks of a document, in order. */
export function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string; lines: string[] } | undefined;
  textOf(document)
    .split("\n")
    .forEach((line, index) => {
      if (open === undefined)
        open = line.startsWith("```") ? { line: index + 1, info: line.slice(3), lines: [] } : open;
      else if (line !== "```") open.lines.push(line);
      else {
        const [language = "", purpose = ""] = open.info.split(" ");
        blocks.push({ document, line: open.line, language, purpose, text: `${open.lines.join("\n")}\n` });
        open = undefined;
      }
    });
  return blocks;
}
