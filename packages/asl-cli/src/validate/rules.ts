import { catalogue, type Entry, isFixed, nearest, type RuleSetting, type RuleSettings } from "asl-core";
import { usage } from "../stop.js";

/** What a rule may be set to. */
export const SETTINGS: readonly RuleSetting[] = ["off", "warn", "error"];

const entries: readonly Entry[] = Object.values(catalogue);

/** Whether there is a rule or a code of that name. */
const isRule = (name: string): boolean => Object.hasOwn(catalogue, name) || entries.some(({ code }) => code === name);

/** What to say about a name that cannot be set, because no rule and no code has it, or because it stays an error. */
export function unsettable(name: string): { message: string; hint: string } | undefined {
  if (isFixed(name)) return { message: `${name} stays an error`, hint: "What cannot be read cannot be judged either." };
  if (isRule(name)) return undefined;
  const near = nearest(name, new Set([...Object.keys(catalogue), ...entries.map(({ code }) => code)]));
  const hint = near === undefined ? "docs/diagnostics.md lists all rules." : `Did you mean ${near}?`;
  return { message: `there is no rule ${JSON.stringify(name)}`, hint };
}

/** Reads what --rule was given, one `name=setting` each. Throws Stop (usage) for the first that is wrong. */
export function ruleSettingsOf(written: readonly string[]): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  for (const text of written) {
    const [, name, value] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    const setting = SETTINGS.find((one) => one === value);
    if (name === undefined || setting === undefined)
      throw usage(`--rule ${text} does not say what to do`, "Write it like unread-variable=off: off, warn or error.");
    const fault = unsettable(name);
    if (fault !== undefined) throw usage(`--rule ${text}: ${fault.message}`, fault.hint);
    if (settings.has(name)) throw usage(`--rule sets ${name} twice`);
    settings.set(name, setting);
  }
  return Object.fromEntries(settings);
}
