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

/** Linear: a brace is matched by counting. */
function partsOf(text: string): (string | Inquiry)[] {
  const parts: (string | Inquiry)[] = [];
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    const end = text[at] === "{" ? endOf(text, at) : -1;
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

/** Where the expression that begins at a brace ends; -1 where it never does. */
function endOf(text: string, start: number): number {
  if (text[start + 1] === "%") {
    const end = text.indexOf("%}", start + 2);
    return end < 0 ? -1 : end + 2;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return -1;
}
