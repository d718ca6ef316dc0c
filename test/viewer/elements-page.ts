import { elementsManifest } from "../../scripts/elements-manifest.mjs";

/** Something an element offers, as the manifest has it. */
export interface Offered {
  readonly name: string;
  readonly description?: string;
  readonly kind?: string;
  readonly fieldName?: string;
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly type?: { readonly text: string };
  readonly default?: string;
  readonly parameters?: readonly Offered[];
  readonly optional?: boolean;
  readonly return?: { readonly type?: { readonly text: string } };
}

/** An element, as the manifest has it. */
export interface Described {
  readonly name: string;
  readonly tagName: string;
  readonly description?: string;
  readonly attributes: readonly Offered[];
  readonly members: readonly Offered[];
  readonly events: readonly Offered[];
  readonly cssParts: readonly Offered[];
  readonly cssProperties: readonly Offered[];
}

/** Every element, the whole viewer first. */
export const described = (): Described[] => {
  const all = elementsManifest().modules[0].declarations as unknown as Described[];
  const place = ({ tagName }: Described): string => (tagName === "asl-viewer" ? "" : tagName);
  return [...all].sort((a, b) => (place(a) < place(b) ? -1 : 1));
};

const INTRODUCTION = `# Elements

What each element of asl-viewer offers. This page is made from the manifest that is shipped with the package
(\`custom-elements.json\`), which is made from the comments in the sources. How elements are put into a page stands in
[viewer.md](viewer.md).
`;

/** The text of docs/elements.md. */
export function elementsPage(): string {
  const all = described();
  const shared = table(
    ["custom property", "is"],
    all[0].cssProperties.map(({ name, description }) => [code(name), description]),
  );
  return [
    INTRODUCTION,
    ...all.map(section),
    `## Custom properties\n\nOf every element. An element inside one of yours that sets them has the attribute \`nested\`.\n\n${shared}`,
  ].join("\n");
}

function section(element: Described): string {
  const fields = element.members.filter(({ kind }) => kind === "field");
  const methods = element.members.filter(({ kind }) => kind === "method");
  return [
    `## ${element.tagName}\n\n${oneLine(element.description)}\n`,
    part(
      ["attribute", "type", "is"],
      element.attributes.map((one) => [code(one.name), typeOf(one), one.description]),
    ),
    part(
      ["property", "type", "is"],
      fields.map((one) => [code(one.name), typeOf(one), one.description]),
    ),
    part(
      ["method", "does"],
      methods.map((one) => [code(callOf(one)), one.description]),
    ),
    part(
      ["event", "tells"],
      element.events.map((one) => [code(one.name), one.description]),
    ),
    part(
      ["CSS part", "is"],
      element.cssParts.map((one) => [code(one.name), one.description]),
    ),
  ].join("");
}

const part = (head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string =>
  rows.length === 0 ? "" : `\n${table(head, rows)}`;

function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const line = (cells: readonly (string | undefined)[]): string => `| ${cells.map(oneLine).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

const callOf = ({ name, parameters }: Offered): string =>
  `${name}(${(parameters ?? []).map((one) => (one.optional ? `${one.name}?` : one.name)).join(", ")})`;

const typeOf = ({ type }: Offered): string => (type === undefined ? "" : code(type.text));
/** Signs that mean something to a table are its own to write. */
const code = (text: string): string => `\`${text.replace(/\s+/g, " ").trim()}\``;
const oneLine = (text = ""): string => text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
