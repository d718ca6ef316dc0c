import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { shortPath } from "../files.js";
import { type Stop, usage } from "../stop.js";

/**
 * What went wrong in a handlers module, for its author: `file:line:column: error: …` where a place is known, and the
 * stack's frames in files of the author's own.
 */
export function handlerFault(error: unknown, file: string, what: string): Stop {
  const { message, stack } = readError(error);
  const frames = stack.split("\n").filter(isOwnFrame).map(shorten).slice(0, 10);
  const place = syntaxPlace(stack) ?? frames.map(placeOf).find((found) => found !== undefined);
  const head = place === undefined ? `the handlers in ${file} ${what}` : `${place}: error: the handlers ${what}`;
  return usage([`${head}: ${message}`, ...frames].join("\n"));
}

/** Name and message, and the stack; anything can be thrown, even what cannot be read. */
export function readError(error: unknown): { message: string; stack: string } {
  try {
    if (!(error instanceof Error)) return { message: String(error), stack: "" };
    const { name, message, stack } = error;
    return { message: `${String(name)}: ${String(message)}`, stack: String(stack ?? "") };
  } catch {
    return { message: "something was thrown that cannot be read", stack: "" };
  }
}

const own = (): string => dirname(realpathSync(process.argv[1])) + sep;

function isOwnFrame(line: string): boolean {
  if (!/^\s+at .*(file:\/\/|[/\\])/.test(line) || /\(?node:/.test(line)) return false;
  return !line.includes(own());
}

/** `    at charge (file:///home/me/handlers.mjs:3:9)` with the path as people write it. */
const shorten = (line: string): string => line.replace(/file:\/\/[^\s)]*?(?=:\d+:\d+\)?$)/, (url) => pathOf(url));

const placeOf = (frame: string): string | undefined => /([^\s(]+:\d+:\d+)\)?$/.exec(frame)?.[1];

/**
 * The fault of a module that does not load. Of a syntax error in an ES module Node keeps the place to itself unless it is
 * asked to check the file.
 */
export function loadingFault(error: unknown, path: string, file: string): Stop {
  const { message, stack } = readError(error);
  if (!message.startsWith("SyntaxError") || syntaxPlace(stack) !== undefined)
    return handlerFault(error, file, "do not load");
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8", timeout: 5000 });
  const place = syntaxPlace(stderr ?? "");
  return place === undefined
    ? handlerFault(error, file, "do not load")
    : usage(`${place}: error: the handlers do not load: ${message}`);
}

/** Of what cannot be parsed, Node gives the line first, and the column by a caret under the text. */
function syntaxPlace(stack: string): string | undefined {
  const [head, , caret = ""] = stack.split("\n");
  const found = /^(file:\/\/.+|[/\\].+|[A-Z]:\\.+):(\d+)$/.exec(head);
  if (found === null) return undefined;
  return `${pathOf(found[1])}:${found[2]}:${Math.max(0, caret.indexOf("^")) + 1}`;
}

const pathOf = (path: string): string => shortPath(path.startsWith("file://") ? fileURLToPath(path) : path);
