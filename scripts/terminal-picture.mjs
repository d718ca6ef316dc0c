/**
 * Draws what `asl` prints, for the documents: `node scripts/terminal-picture.mjs` builds what is stale and writes the
 * pictures. They follow the reader's colour scheme, light or dark.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { root } from "./workspace.mjs";

/**
 * The pictures: files relative to the repository, what they show in a sentence, and the command in its folder.
 * @type {{ file: string, title: string, folder: string, args: string[] }[]}
 */
export const pictures = [
  {
    file: "docs/images/run.svg",
    title: "asl run prints each event of an order's execution, then its status, output and path",
    folder: "examples/order-fulfilment",
    args: ["run", "order-fulfilment.asl.json", "--input", "input.json", "--answers", "answers.yaml"],
  },
  {
    file: "docs/images/validate.svg",
    title: "asl validate prints what is wrong in a definition: place, code, lines with carets, hint and rule",
    folder: "docs/images",
    args: ["validate", "refund.asl.yaml"],
  },
  {
    file: "docs/images/test.svg",
    title: "asl test prints each case; one that fails says where, what differs, and the path that was taken",
    folder: "docs/images",
    args: ["test", "approval.cases.yaml"],
  },
];

const columns = 100;

/** What a terminal of 100 columns shows: the command and its output, with colour sequences. */
export function screen({ folder, args }) {
  const { NO_COLOR: _, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, [`${root}/packages/asl-cli/dist/asl.js`, ...args], {
    cwd: `${root}/${folder}`,
    env: { ...env, FORCE_COLOR: "1", COLUMNS: String(columns) },
    encoding: "utf8",
  });
  return `\u001b[2m$\u001b[22m asl ${args.join(" ")}\n${stdout.trimEnd()}`;
}

const cell = { width: 7.8, height: 18 };
const margin = 16;

/** The colours of the sequences that `asl` writes: class, light, dark. Each has a contrast above 4.5 on its ground. */
const paints = {
  31: ["red", "#b3261e", "#ff8f86"],
  32: ["green", "#1a6b2d", "#6fd687"],
  33: ["yellow", "#7a5200", "#e6c063"],
  34: ["blue", "#1b56b8", "#8ab8ff"],
  35: ["magenta", "#8a2d8f", "#e39be8"],
  36: ["cyan", "#0b6470", "#6cd3e0"],
};

/** A text with colour sequences as SVG, one `<text>` per run of characters that look alike. */
export function draw(text, title) {
  const lines = text.split("\n");
  const width = Math.ceil(Math.max(...lines.map((line) => plain(line).length)) * cell.width + 2 * margin);
  const height = lines.length * cell.height + 2 * margin;
  const body = lines.map((line, row) => `<g>${runs(line, margin + (row + 0.75) * cell.height)}</g>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${style(text.includes("\u001b[7m"))}</style>
<rect width="100%" height="100%" rx="8"/>
${body}
</svg>
`;
}

function style(withBars) {
  const scheme = (index, ink, dim, ground) =>
    `rect{fill:${ground}}text{fill:${ink}}${withBars ? `.bar{fill:${ink}}.inverse{fill:${ground}}` : ""}.dim{fill:${dim}}${Object.values(
      paints,
    )
      .map((paint) => `.${paint[0]}{fill:${paint[index]}}`)
      .join("")}`;
  const font =
    "text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}";
  const light = scheme(1, "#1f2328", "#59626c", "#f6f8fa");
  const dark = scheme(2, "#e6edf3", "#9aa4af", "#161b22");
  return `${font}.bold{font-weight:600}${light}@media(prefers-color-scheme:dark){${dark}}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the start of a colour sequence
const sequence = /\u001b\[([\d;]*)m/g;
const plain = (line) => line.replace(sequence, "");

function runs(line, y) {
  const parts = [];
  const look = { bold: "", dim: "", colour: "", inverse: "" };
  let column = 0;
  line.split(sequence).forEach((part, index) => {
    if (index % 2 === 0 && look.inverse !== "" && part !== "") parts.push(bar(part, column, y));
    if (index % 2 === 1) paint(look, Number(part));
    else if (part.trim() !== "") parts.push(run(part, column, y, Object.values(look).filter(Boolean).join(" ")));
    if (index % 2 === 0) column += part.length;
  });
  return parts.join("");
}

function paint(look, code) {
  if (code === 1) look.bold = "bold";
  else if (code === 2) look.dim = "dim";
  else if (code === 22) look.bold = look.dim = "";
  else if (code === 39) look.colour = "";
  else if (code === 7 || code === 27) look.inverse = code === 7 ? "inverse" : "";
  else if (code in paints) look.colour = paints[code][0];
}

/** The ground of characters whose colours are exchanged. */
function bar(part, column, y) {
  const [x, width] = [round(margin + column * cell.width), round(part.length * cell.width)];
  return `<rect class="bar" x="${x}" y="${round(y - cell.height * 0.75)}" width="${width}" height="${cell.height}"/>`;
}

/** Each run is as wide as its characters are many, whatever font the reader has. */
function run(part, column, y, classes) {
  const blank = part.length - part.trimStart().length;
  const text = part.trim();
  const x = round(margin + (column + blank) * cell.width);
  const attributes = `x="${x}" y="${round(y)}" textLength="${round(text.length * cell.width)}"`;
  return `<text ${attributes}${classes && ` class="${classes}"`}>${escaped(text)}</text>`;
}

const round = (number) => Math.round(number * 10) / 10;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!(await build())) process.exit(1);
  for (const picture of pictures) {
    const file = `${root}/${picture.file}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, draw(screen(picture), picture.title));
    console.log(`Wrote ${picture.file}.`);
  }
}
