import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/workspace.mjs";

/** docs/validation.md: the one list of cases in which others judge otherwise than we do. */
export const page = readFileSync(join(root, "docs/validation.md"), "utf8");

/**
 * The rows of the table under the heading that begins so: by each name in the first cell, the cells between it and the
 * last, which says why.
 */
export function listed(heading: string): Map<string, string[]> {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  const rows = [...section.matchAll(/^\| (`.+) \|$/gm)].map(([, row]) => row.split(" | "));
  return new Map(
    rows.flatMap(([names, ...cells]) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name]): [string, string[]] => [name, cells.slice(0, -1)]),
    ),
  );
}
