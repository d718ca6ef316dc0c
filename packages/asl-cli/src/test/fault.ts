import type { Stop } from "../stop.js";
import type { Fault, Mark } from "./result.js";

/** What keeps cases from being run, as results hold it. Its place is the one its text begins with, where that is in `file`. */
export function faultOf({ exitCode, message, hint }: Stop, file: string): Fault {
  const at = placeIn(message, file);
  const text = hint === undefined ? message : `${message}\n${hint}`;
  return { code: exitCode, text, ...(at !== undefined && { at }) };
}

function placeIn(text: string, file: string): Mark | undefined {
  const place = text.startsWith(`${file}:`) ? /^:(\d+):(\d+): /.exec(text.slice(file.length)) : null;
  return place === null ? undefined : { line: Number(place[1]), column: Number(place[2]) };
}
