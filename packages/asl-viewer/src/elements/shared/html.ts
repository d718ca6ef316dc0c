import { html as lit, type TemplateResult } from "lit";
import { visible } from "../../text.js";

/** Attributes that are read out or shown; others are data. */
const READ = new Set(["title", "aria-label", "aria-valuetext", "placeholder"]);
/** The attribute whose value a text breaks off in. */
const BROKEN_OFF = /.*\s([.?@]?[\w-]+)=(?:"[^"]*|'[^']*|[^"'\s<>]*)$/s;

const known = new WeakMap<TemplateStringsArray, readonly boolean[]>();

/**
 * Lit's `html`, but that foreign texts show what would turn them round: in content and in attributes that are read. Properties and
 * other attributes stay as they are, and with them all that is copied.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  let read = known.get(strings);
  if (read === undefined) known.set(strings, (read = readIn(strings)));
  for (const [at, value] of values.entries()) if (read[at]) values[at] = shown(value);
  return lit(strings, ...values);
}

function shown(value: unknown): unknown {
  if (typeof value === "string") return visible(value);
  return Array.isArray(value) && value.some((one) => typeof one === "string") ? value.map(shown) : value;
}

/** Which values of a template a person reads. */
function readIn(strings: TemplateStringsArray): readonly boolean[] {
  let [isInTag, attribute] = [false, ""];
  return strings.map((text) => {
    const [open, close] = [text.lastIndexOf("<"), text.lastIndexOf(">")];
    if (open !== close) isInTag = open > close;
    attribute = BROKEN_OFF.exec(text)?.[1] ?? attribute;
    return !isInTag || READ.has(attribute);
  });
}
