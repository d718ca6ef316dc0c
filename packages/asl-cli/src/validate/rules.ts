import { catalogue, type Entry, nearest, type RuleSetting, type RuleSettings } from "asl-core";
import { usage } from "../stop.js";

/** What a rule may be set to. */
export const SETTINGS: readonly RuleSetting[] = ["off", "warn", "error"];

const entries: readonly Entry[] = Object.values(catalogue);

/** Whether there is a rule or a code of that name. */
export const isRule = (name: string): boolean =>
  Object.hasOwn(catalogue, name) || entries.some(({ code }) => code === name);

/** What to say about a name that no rule and no code has. */
export function unknownRule(name: string): { message: string; hint: string } {
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
    if (!isRule(name)) {
      const { message, hint } = unknownRule(name);
      throw usage(`--rule ${text}: ${message}`, hint);
    }
    if (settings.has(name)) throw usage(`--rule sets ${name} twice`);
    settings.set(name, setting);
  }
  return Object.fromEntries(settings);
}
