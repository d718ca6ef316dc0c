import { textOf } from "../json.js";
import { Inquiry, reasonOf } from "./condition.js";
import type { Place } from "./inspect/place.js";
import type { Past } from "./past.js";

/** The text of a log point, taken apart: plain pieces and expressions. `{% … %}` and `{…}` are expressions; `{{` and `}}` are braces. */
export class LogText {
  private readonly parts: readonly (string | Inquiry)[];

  constructor(text: string) {
    this.parts = partsOf(text);
  }

  /** Why it cannot be told; undefined where it can. */
  problem(): string | undefined {
    for (const part of this.parts) {
      const problem = typeof part === "string" ? undefined : part.problem();
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  /** The text at a place; an expression without a value says why. */
  at(place: Place, past: Past): string {
    return this.parts.map((part) => (typeof part === "string" ? part : valueText(part, place, past))).join("");
  }
}

function valueText(inquiry: Inquiry, place: Place, past: Past): string {
  try {
    return textOf(inquiry.ask(place, past));
  } catch (error) {
    return `<${reasonOf(error)}>`;
  }
}

/** O(length). */
function partsOf(text: string): (string | Inquiry)[] {
  const parts: (string | Inquiry)[] = [];
  const ends = endsOf(text);
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    const end = ends.get(at) ?? -1;
    if (text.startsWith("{{", at) || text.startsWith("}}", at)) {
      plain += text[at];
      at++;
    } else if (end < 0) plain += text[at];
    else {
      parts.push(plain, new Inquiry(inside(text.slice(at, end))));
      plain = "";
      at = end - 1;
    }
  }
  return [...parts, plain].filter((part) => part !== "");
}

const inside = (braced: string): string => (braced.startsWith("{%") ? braced : braced.slice(1, -1));

/** By the place of a brace that opens: where the expression ends that begins there. One that is never closed is not among them. */
function endsOf(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") open.push(at);
    const start = text[at] === "}" ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, at + 1);
  }
  return withMarked(text, ends);
}

/** `{%` ends with the next `%}`, whatever braces stand between. */
function withMarked(text: string, ends: Map<number, number>): ReadonlyMap<number, number> {
  let next = text.indexOf("%}");
  for (let at = text.indexOf("{%"); at >= 0; at = text.indexOf("{%", at + 1)) {
    while (next >= 0 && next < at + 2) next = text.indexOf("%}", next + 1);
    if (next < 0) ends.delete(at);
    else ends.set(at, next + 2);
  }
  return ends;
}
