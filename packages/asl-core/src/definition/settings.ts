import type { Diagnostic } from "./diagnostics.js";

/** What to make of a finding: nothing, or a diagnostic of this severity. */
export type RuleSetting = "off" | "warn" | "error";
/** Settings by name of a rule (`unread-variable`) or by code (`UNREAD_VARIABLE`). */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The diagnostics as the settings want them, in their order. */
export function settle<One extends Diagnostic>(found: One[], settings: RuleSettings | undefined): One[] {
  if (settings === undefined) return found;
  return found.flatMap((one) => {
    const setting = settingOf(one, settings);
    if (setting === undefined) return [one];
    return setting === "off" ? [] : [{ ...one, severity: setting === "warn" ? "warning" : "error" }];
  });
}

/** True for what is not to be told at all. */
export const isOff = (one: Diagnostic, settings: RuleSettings): boolean => settingOf(one, settings) === "off";

/** True where settings leave nothing of an error: it is off, or a warning. */
export const isLifted = (one: Diagnostic, settings: RuleSettings = {}): boolean =>
  ["off", "warn"].includes(settingOf(one, settings) ?? one.severity);

/** What the reader could not read stays an error: there is nothing to go on with. */
export const isFixed = (rule: string): boolean => FIXED.has(rule);

const FIXED: ReadonlySet<string> = new Set([
  "invalid-json",
  "invalid-yaml",
  "not-an-object",
  "text-too-large",
  "too-deep",
]);

function settingOf({ rule, code }: Diagnostic, settings: RuleSettings): RuleSetting | undefined {
  if (isFixed(rule)) return undefined;
  if (Object.hasOwn(settings, rule)) return settings[rule];
  return Object.hasOwn(settings, code) ? settings[code] : undefined;
}
