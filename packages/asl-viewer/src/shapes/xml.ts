import { printable } from "asl-core";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A foreign text made safe between tags and in attributes of XML and HTML; what XML may not hold is shown. Linear. */
export const escaped = (text: string): string =>
  printable(text)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (char) => ENTITIES[char]);

/** An id as an attribute can hold it: `%` and what is not printable, UTF-16 unit by unit. The same for most ids. Linear. */
export const idText = (id: string): string =>
  printable(id) === id && !UNWRITTEN.test(id)
    ? id
    : id
        .split("")
        .map((unit) => (printable(unit) !== unit || UNWRITTEN.test(unit) ? `%${hex(unit)}` : unit))
        .join("");

/** The id that `idText` has written. */
export const idOf = (text: string): string =>
  text.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const UNWRITTEN = /[%\ud800-\udfff\ufffe\uffff]/;
const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, "0");

/** The attributes of an element, each with a blank before it; those undefined are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  let text = "";
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) text += ` ${name}="${typeof value === "number" ? number(value) : escaped(value)}"`;
  return text;
}

/** A coordinate with at most one decimal. */
export const number = (value: number): string => `${Math.round(value * 10) / 10}`;
