import { githubReporter } from "./github.js";
import { jsonReporter } from "./json.js";
import { junitReporter } from "./junit.js";
import type { ReporterName } from "./options.js";
import { prettyReporter } from "./pretty.js";
import type { Look, Reporter } from "./reporter.js";
import { tapReporter } from "./tap.js";

const OTHERS = { junit: junitReporter, json: jsonReporter, tap: tapReporter, github: githubReporter };

/** The reporter of that name. */
export const reporterFor = (name: ReporterName, look: Look, paths: boolean): Reporter =>
  name === "pretty" ? prettyReporter(look, paths) : OTHERS[name];
