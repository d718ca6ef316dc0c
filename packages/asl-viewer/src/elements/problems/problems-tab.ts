import { nothing } from "lit";
import type { Findings } from "../../controllers/checking.js";
import { html } from "../shared/html.js";
import { countOf, problemSign } from "./problem-signs.js";

/** What the tab of the problems says: how many there are of each kind. */
export function problemsTab({ problems, errors, warnings, refused }: Findings) {
  if (problems.length === 0) return refused === undefined ? "No problems" : "Problems";
  return html`Problems ${count(errors, "error")}${count(warnings, "warning")}`;
}

const count = (number: number, severity: "error" | "warning") =>
  number === 0
    ? nothing
    : html` <span class="problem-count" title=${countOf(number, severity)}
          >${number.toLocaleString("en")}<span class="sr"> ${severity}${number === 1 ? "" : "s"}</span>${problemSign(severity)}</span
        >`;
