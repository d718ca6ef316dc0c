import type { JsonObject } from "../../json.js";
import type { Report } from "../report.js";

/**
 * What AWS accepts and an author may regret. Runs where no error was found, so that every field has the type types.ts
 * gives it, placeholders apart. Each warning is a rule of the catalogue and may be switched off by its name.
 */
export function warn(_report: Report, _definition: JsonObject): void {}
