import { resolve } from "node:path";
import type { RuleSettings } from "asl-core";
import { NO_TERMINAL, stdout } from "../output.js";
import { loadSubstitutions } from "../source/substitutions.js";
import { usage } from "../stop.js";
import type { Checking } from "./check.js";
import { CONFIG_NAMES, type Config, loadConfig } from "./config.js";
import type { Search } from "./files.js";
import type { CheckedOptions } from "./options.js";

/** What one call of `asl validate` does: arguments and configuration together. */
export interface Job {
  readonly search: Search;
  readonly checking: Checking;
  readonly rules: RuleSettings;
  readonly maxWarnings: number | undefined;
  /** Files that say how to check: a change of one concerns every definition. */
  readonly settings: readonly string[];
}

/** Puts arguments and configuration together; arguments win. Throws Stop (usage) for what cannot serve. */
export async function jobOf(files: readonly string[], options: CheckedOptions): Promise<Job> {
  const config = await loadConfig(options.config);
  const rules = { ...config?.rules, ...options.rules };
  const substitutions = substitutionsOf(options, config);
  return {
    search: searchOf(files, options, config),
    checking: {
      rules,
      type: options.type ?? config?.type ?? "STANDARD",
      substitutions: typeof substitutions === "string" ? await loadSubstitutions(substitutions) : substitutions,
      warnings: options.warnings,
      width: options.output === undefined ? () => stdout.width : () => NO_TERMINAL,
      stdinName: options.stdinName ?? "<stdin>",
      allowEmpty: options.allowEmpty,
    },
    rules,
    maxWarnings: options.maxWarnings ?? config?.maxWarnings,
    settings: settingsOf(config, substitutions),
  };
}

/** Where there is no configuration, one may appear. */
function settingsOf(config: Config | undefined, substitutions: unknown): string[] {
  const configs = config === undefined ? CONFIG_NAMES.map((name) => resolve(name)) : [config.path];
  return typeof substitutions === "string" ? [...configs, substitutions] : configs;
}

function substitutionsOf(options: CheckedOptions, config: Config | undefined) {
  if (options.substitutions !== undefined) return options.substitutions;
  const { substitutions = {}, folder = "" } = config ?? {};
  return typeof substitutions === "string" ? resolve(folder, substitutions) : substitutions;
}

function searchOf(files: readonly string[], options: CheckedOptions, config: Config | undefined): Search {
  const ignore = [{ globs: options.ignore, folder: resolve() }];
  if (config?.ignore !== undefined) ignore.push({ globs: config.ignore, folder: config.folder });
  const { allowEmpty } = options;
  if (files.length > 0) return { files, folder: resolve(), ignore, allowEmpty };
  if (config?.files !== undefined) return { files: config.files, folder: config.folder, ignore, allowEmpty };
  throw usage(
    "no files are given",
    "Name files, folders or globs, like asl validate . or asl validate 'src/**/*.asl.json'.",
  );
}
