import { Option } from "commander";
import { usage } from "../stop.js";

/** Options of all commands that serve a page, as commander hands them over. */
export interface WrittenServing {
  port?: string;
  open: boolean;
}

/** `asl view`'s options as commander hands them over. */
export interface WrittenViewing extends WrittenServing {
  history?: string;
  compare?: string;
  substitutions?: string;
}

/** How a page is served, checked. */
export interface ServingOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Whether a browser is opened. */
  readonly opens: boolean;
}

/** The options; each is made anew for each command. */
export const serving = {
  port: () => new Option("--port <number>", "the port of the page on this machine (default: one that is free)"),
  noOpen: () => new Option("--no-open", "print the page's address instead of opening it in a browser"),
} as const;

/** Throws Stop (usage) for the first that is wrong. */
export function checkServing({ port, open }: WrittenServing): ServingOptions {
  if (port === undefined) return { port: 0, opens: open };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535 || Number(port) === 0)
    throw usage(`--port ${port} is no port`, "Give a number from 1 to 65535, or leave it out.");
  return { port: Number(port), opens: open };
}
