import { ownPackage } from "../package.js";

/** Where diagnostics are explained, one heading per rule: a path in the repository until the project has a homepage. */
const PAGE = "docs/diagnostics.md";

/** The page about a rule: an absolute address where there is one, else relative to the repository. */
export function documentationOf(rule: string): string {
  homepage ??= ownPackage().homepage?.replace(/(#.*)?\/*$/, "/blob/main/") ?? "";
  return `${homepage}${PAGE}#${rule}`;
}

let homepage: string | undefined;
