import { usage } from "../stop.js";

/** The formats of `asl graph`. */
export const FORMATS = ["svg", "png", "mermaid", "html", "dot"] as const;
export type Format = (typeof FORMATS)[number];

/** What the command line says. */
export interface WrittenOptions {
  readonly format?: string;
  readonly output?: string;
  readonly direction?: string;
  readonly theme?: string;
  readonly fold?: readonly string[];
  readonly diff?: boolean;
  readonly interactive?: boolean;
  readonly scale?: string;
  readonly substitutions?: string;
}

/** The same, checked. */
export interface GraphOptions {
  readonly format: Format;
  readonly output: string | undefined;
  readonly direction: "down" | "right";
  readonly theme: "auto" | "light" | "dark";
  /** Names or paths of containers to fold; "all" for all. */
  readonly fold: readonly string[];
  readonly diff: boolean;
  /** Whether the HTML is the whole viewer instead of a picture. */
  readonly interactive: boolean;
  readonly scale: number;
  readonly substitutions: string | undefined;
}

/** Throws Stop (usage) where an option is none. */
export function checkOptions(definitions: readonly string[], written: WrittenOptions): GraphOptions {
  const { output, diff = false, fold = [], substitutions } = written;
  checkCount(definitions.length, diff);
  const format = formatOf(written);
  const { interactive = false } = written;
  if (interactive && (format !== "html" || diff)) throw usage("--interactive makes an HTML page of one definition");
  if (interactive && output === undefined) throw usage("--interactive makes a large page: name a file with --output");
  return {
    ...{ format, interactive },
    output,
    direction: oneOf("--direction", written.direction ?? "down", ["down", "right"]),
    theme: oneOf("--theme", written.theme ?? "auto", ["auto", "light", "dark"]),
    fold,
    diff,
    scale: scaleOf(written.scale ?? "2"),
    substitutions,
  };
}

function checkCount(count: number, diff: boolean): void {
  if (diff && count !== 2) throw usage("--diff takes two definitions: the old one, then the new one");
  if (!diff && count !== 1) throw usage("name one definition", "--diff draws two as one picture.");
}

const ENDINGS: Record<string, Format> = {
  svg: "svg",
  png: "png",
  mmd: "mermaid",
  mermaid: "mermaid",
  html: "html",
  dot: "dot",
  gv: "dot",
};

function formatOf({ format, output }: WrittenOptions): Format {
  if (format !== undefined) return oneOf("--format", format, FORMATS);
  const ending = output?.slice(output.lastIndexOf(".") + 1).toLowerCase() ?? "";
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : "svg";
}

function oneOf<T extends string>(option: string, value: string, values: readonly T[]): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw usage(`${option} ${value} is none of ${values.join(", ")}`);
  return found;
}

function scaleOf(written: string): number {
  const scale = Number(written);
  if (!(scale >= 0.1 && scale <= 4)) throw usage(`--scale ${written} is no number from 0.1 to 4`);
  return scale;
}
