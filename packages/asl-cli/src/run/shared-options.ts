import { Option } from "commander";
import { collect } from "../program-parts.js";

/** Options of all commands that run a machine. Each is made anew for each command. */
export const shared = {
  input: () =>
    new Option("-i, --input <file|JSON|->", "the input: a JSON or YAML file, JSON itself, or - for standard input"),
  answers: () => new Option("-a, --answers <file>", "what tasks answer: a YAML or JSON file"),
  handlers: () => new Option("--handlers <module>", "functions that do the tasks: a .js, .mjs or .ts module"),
  seed: () => new Option("--seed <number>", "what jitter, uuids and random numbers follow from"),
  type: () =>
    new Option("--type <STANDARD|EXPRESS>", "the type of the state machine (default: what the file says, or STANDARD)"),
  substitutions: () => new Option("--substitutions <file>", "values for ${placeholders}: a YAML or JSON file"),
  objectStore: () =>
    new Option("--object-store <bucket=folder>", "a folder that stands for an S3 bucket; may be repeated").argParser(
      collect,
    ),
  name: () => new Option("--name <name>", "name of the execution"),
  at: () => new Option("--at <time>", "where the virtual clock starts (default: 2026-01-01T00:00:00Z)"),
  noLimits: () => new Option("--no-limits", "lift AWS's limits: definition, payload, events, five minutes for Express"),
} as const;
