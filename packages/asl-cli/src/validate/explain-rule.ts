import { catalogue, type Entry, isFixed, nearest, type RuleName } from "asl-core";
import { type Colours, stdout } from "../output.js";
import { columns } from "../print/text.js";
import { usage } from "../stop.js";
import { documentationOf } from "./documentation.js";

/** Longest line of a text that is read. */
const LONGEST = 100;
const entries = Object.entries(catalogue) as [RuleName, Entry][];

/** `asl validate --explain`: a rule's page, or the rules of a code. Throws Stop (usage) where there is none of that name. */
export async function explainRule(name: string): Promise<void> {
  const rules = entries.filter(([rule, { code }]) => rule === name || code === name);
  if (rules.length === 0) throw unknown(name);
  stdout.write(rules.length > 1 ? list(name, rules, stdout.colours) : await page(...rules[0], stdout.colours));
}

function unknown(name: string): Error {
  const near = nearest(name, new Set(entries.flatMap(([rule, { code }]) => [rule, code])));
  const hint = near === undefined ? "The last line of a finding names its rule." : `Did you mean ${near}?`;
  return usage(`there is no rule ${JSON.stringify(name)}`, hint);
}

function list(code: string, rules: readonly [RuleName, Entry][], { bold }: Colours): string {
  const longest = Math.max(...rules.map(([rule]) => rule.length));
  const lines = rules.map(([rule, entry]) => `  ${rule.padEnd(longest)}  ${said(entry)}`);
  return `${bold(code)} stands for ${rules.length} rules:\n\n${lines.join("\n")}\n\nasl validate --explain <rule> tells about one.\n`;
}

async function page(rule: RuleName, entry: Entry, { bold, dim }: Colours): Promise<string> {
  const { pages } = await import("asl-core/definition/pages");
  const { about, wrong, right, source, type, file } = pages[rule];
  const where = [type === "EXPRESS" ? "in an Express machine" : "", file === undefined ? "" : `in ${file}`];
  const place = where.filter((part) => part !== "").join(", ");
  const parts = [
    `${bold(rule)}  ${entry.severity} [${entry.code}]`,
    ...(entry.message === "{problem}" ? [] : [wrapped(said(entry), "  ")]),
    wrapped(about),
    `${bold("Wrong")}${place === "" ? "" : `, ${place}`}:`,
    indented(wrong),
    `${bold("Right")}:`,
    indented(right),
    ...(entry.hint === undefined || /^\{\w+\}$/.test(entry.hint) ? [] : [wrapped(`Hint: ${entry.hint}`)]),
    ...(source === undefined ? [] : [wrapped(`Source: ${source}`)]),
    dim(
      `${isFixed(rule) ? "It stays an error" : `--rule ${rule}=off switches it off`}; also in ${documentationOf(rule)}`,
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A sentence of the catalogue in one line; `{name}` stands for what is found. */
const said = ({ message }: Entry): string => message.trim().replace(/\s+/g, " ");

const indented = (example: string): string => example.trim().replace(/^(?=.)/gm, "    ");

/** A text in lines that fit, broken at blanks. */
function wrapped(text: string, indent = ""): string {
  const width = Math.min(stdout.width, LONGEST);
  const lines = [indent];
  for (const word of text.split(/\s+/)) {
    const line = lines[lines.length - 1];
    const longer = line === indent ? line + word : `${line} ${word}`;
    if (line !== indent && columns(longer) > width) lines.push(indent + word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join("\n");
}
