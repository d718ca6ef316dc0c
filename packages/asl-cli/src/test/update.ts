import { writeIntoFolder } from "../files.js";
import type { Golden } from "./golden.js";
import type { TestSource } from "./test-source.js";

/** Writes new inline traces into the test file, the last first, so that places stay what they are. */
export function writeInline({ read, path, file }: TestSource, { inline, written }: Golden): void {
  if (inline.size === 0) return;
  const edits = [...inline].flatMap(([pointer, text]) => {
    const range = read.locate(pointer);
    return range === undefined ? [] : [{ range, text }];
  });
  edits.sort((a, b) => b.range.start.offset - a.range.start.offset);
  let content = read.text;
  for (const { range, text } of edits) {
    const { offset } = range.start;
    const end = content.slice(0, range.end.offset).trimEnd().length;
    const line = content.slice(content.lastIndexOf("\n", offset - 1) + 1, offset);
    const shown = read.format === "json" ? JSON.stringify(text) : blockScalar(text, line);
    content = content.slice(0, offset) + shown + content.slice(end);
  }
  inline.clear();
  writeIntoFolder(path, content);
  written.push(file);
}

/** A text as a YAML block below the line of its key. */
function blockScalar(text: string, line: string): string {
  const indent = " ".repeat((/^[\s-]*/.exec(line)?.[0].length ?? 0) + 2);
  const lines = text.trimEnd().split("\n");
  return `|\n${lines.map((one) => (one === "" ? "" : indent + one)).join("\n")}`;
}
