import { data } from "../../packages/asl-core/src/definition/catalogue/data.js";
import type { Entry } from "../../packages/asl-core/src/definition/catalogue/entry.js";
import { expressions } from "../../packages/asl-core/src/definition/catalogue/expressions.js";
import { fields } from "../../packages/asl-core/src/definition/catalogue/fields.js";
import { flow } from "../../packages/asl-core/src/definition/catalogue/flow.js";
import { names } from "../../packages/asl-core/src/definition/catalogue/names.js";
import { notation } from "../../packages/asl-core/src/definition/catalogue/notation.js";
import { recovery } from "../../packages/asl-core/src/definition/catalogue/recovery.js";
import { resources } from "../../packages/asl-core/src/definition/catalogue/resources.js";
import { sources } from "../../packages/asl-core/src/definition/catalogue/sources.js";
import { terraform } from "../../packages/asl-core/src/definition/catalogue/terraform.js";
import { text } from "../../packages/asl-core/src/definition/catalogue/text.js";
import { transitions } from "../../packages/asl-core/src/definition/catalogue/transitions.js";
import { variables } from "../../packages/asl-core/src/definition/catalogue/variables.js";
import {
  catalogue,
  type Diagnostic,
  formatDiagnostic,
  type RuleName,
} from "../../packages/asl-core/src/definition/index.js";
import { type Page, pages } from "../../packages/asl-core/src/definition/pages/index.js";

/** The groups of the catalogue in the order of docs/diagnostics.md, with what they are about. */
const GROUPS: [title: string, about: string, entries: Record<string, Entry>][] = [
  ["The text", "What can be wrong before anything is known about states.", text],
  ["Files that hold definitions", "Templates, projects and answers of AWS.", sources],
  ["Terraform files", "What a static read of them can and cannot see.", terraform],
  ["Fields and their values", "Which fields exist where, and what they hold.", fields],
  ["Paths, templates and JSONata", "Everything that is evaluated when the machine runs.", expressions],
  ["What a task calls", "Resources and their patterns.", resources],
  ["Transitions", "Where states lead.", transitions],
  ["Names", "Of states, labels and variables.", names],
  ["Variables in use", "Read, assigned, or neither.", variables],
  ["Retry and Catch", "Entries that cannot do what they say.", recovery],
  ["The course of a run", "Loops, waits and limits that a run will meet.", flow],
  ["Expressions that cannot work", "What is left as text, and what finds nothing.", notation],
  ["The course of data", "Values that will not be what the author expects.", data],
];

const INTRODUCTION = `# Diagnostics

Everything \`asl validate\` can say, with the smallest example of each. An **error** is what AWS refuses when a state machine
is created; its code and sentence are AWS's where AWS has them. A **warning** is what AWS accepts and an author may
regret; its code is ours. Warnings are looked for where no error is reported: an error that a setting lifts does not
stand in their way, unless it leaves a definition that nothing certain can be said of: fields that are missing, of another
type or of the other query language, targets that do not exist, names that stand twice.

Every diagnostic has two names. The *code*, \`SCHEMA_VALIDATION_FAILED\` say, is AWS's and stands for many things. The *rule*,
\`bad-timestamp\` say, stands for one, and has a section below. Either can be switched, on the command line or in
\`asl.config.json\` (or \`.yaml\`); where both are given, the rule wins:

\`\`\`text
asl validate flow.asl.json --rule unsafe-integer=off --rule DUPLICATE_KEY=warn
\`\`\`

\`\`\`json
{ "validate": { "rules": { "unsafe-integer": "off", "DUPLICATE_KEY": "warn" } } }
\`\`\`

A setting is \`off\`, \`warn\` or \`error\`. Only what makes a text unreadable cannot be switched.

Examples show a whole definition, or only its states, or one state (called S), where the rest is not to the point. In
sentences, \`{name}\` stands for what was found. Places are given as line and column, as a path of names
(\`Fulfil › branch 0 › Charge\`), as a JSON pointer and as AWS writes them (\`/States/Fulfil/Branches[0]/States/Charge\`).
How to run it stands in [validating.md](validating.md), how the verdicts compare with AWS's and with other tools' in
[validation.md](validation.md).
`;

/** What is said about the wrong example of a page. */
export type Said = ReadonlyMap<string, Diagnostic>;

/** docs/diagnostics.md: the catalogue, its pages, and what is said about their examples; nothing else. */
export const diagnosticsPage = (said: Said): string =>
  [INTRODUCTION, "## Contents\n", ...GROUPS.map(contents), "", ...GROUPS.flatMap((one) => group(one, said))].join("\n");

const contents = ([title, , entries]: (typeof GROUPS)[number]): string =>
  `- ${title}: ${Object.keys(entries).map(link).join(", ")}`;

const link = (rule: string): string => `[${rule}](#${rule})`;

function group([title, about, entries]: (typeof GROUPS)[number], said: Said): string[] {
  const sections = Object.entries(entries).map(([rule, entry]) =>
    section(rule, entry, pages[rule as RuleName], said.get(rule)),
  );
  return [`## ${title}\n`, `${about}\n`, ...sections];
}

/** Rules that no group above has: there should be none. */
export const forgotten = (): string[] => {
  const listed = new Set(GROUPS.flatMap(([, , entries]) => Object.keys(entries)));
  return Object.keys(catalogue).filter((rule) => !listed.has(rule));
};

function section(rule: string, entry: Entry, page: Page, said: Diagnostic | undefined): string {
  const head = [`### ${rule}`, `\`${entry.code}\` · ${entry.severity}`];
  const message = entry.message === "{problem}" ? [] : [`> ${quoted(entry.message)}`];
  const source = page.source === undefined ? [] : [`Source: ${page.source}`];
  return `${[...head, ...message, page.about, ...examples(page, said), ...source].join("\n\n")}\n`;
}

function examples({ wrong, right, type, file }: Page, said: Diagnostic | undefined): string[] {
  const where = [type === "EXPRESS" ? "in an Express machine" : "", file === undefined ? "" : `in ${file}`];
  const place = where.filter((part) => part !== "").join(", ");
  const answer = said === undefined ? [] : ["What is said:", answered(said)];
  return [`Wrong${place === "" ? "" : `, ${place}`}:`, fenced(wrong), ...answer, "Right:", fenced(right)];
}

/** As on a terminal, but for line and excerpt: examples may show a part of a definition. */
const answered = (said: Diagnostic): string =>
  `\`\`\`text\n${formatDiagnostic({ ...said, range: undefined, related: undefined })}\n\`\`\``;

const fenced = (example: string): string => `\`\`\`${notationOf(example)}\n${example.trim()}\n\`\`\``;

function notationOf(example: string): string {
  if (/^\s*[[{]/.test(example)) return isJson(example) ? "json" : "text";
  return /^\s*(resource|variable|locals)\b/.test(example) ? "hcl" : /^[\w"']+:/m.test(example) ? "yaml" : "text";
}

function isJson(example: string): boolean {
  try {
    JSON.parse(example);
    return true;
  } catch {
    return false;
  }
}

/** What GitHub would read as markup in a sentence is shown as it is. */
const quoted = (sentence: string): string =>
  sentence
    .trim()
    .replace(/[*_<>[\]`|]/g, "\\$&")
    .replaceAll("\n", " ");
