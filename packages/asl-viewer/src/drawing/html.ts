import { type Difference, differencesOf, type Graph } from "../graph/index.js";
import type { Layout } from "../layout/index.js";
import { escaped } from "../shapes/index.js";
import { type SvgOptions, toSvg } from "./svg.js";

/** A page that needs nothing else: the picture, and for two definitions the list of what differs. No scripts. */
export function toHtml(graph: Graph, layout: Layout, options: SvgOptions = {}): string {
  const title = escaped(options.title ?? "State machine");
  const differences = differencesOf(graph);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
:root { color-scheme: ${schemeOf(options)}; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0; padding: 1rem 1.5rem; }
h1 { font-size: 1.1rem; }
main { overflow: auto; }
li { margin: 0.2rem 0; }
</style>
</head>
<body>
<h1>${title}</h1>
<main>
${toSvg(graph, layout, options)}</main>
${differences.length === 0 ? "" : `<ul>\n${differences.map(item).join("\n")}\n</ul>\n`}</body>
</html>
`;
}

const schemeOf = ({ theme = "auto" }: SvgOptions): string =>
  theme === "light" || theme === "dark" ? theme : "light dark";

const item = (difference: Difference): string => `<li>${escaped(differenceText(difference))}</li>`;

/** A difference in one line: "changed Charge: Retry, TimeoutSeconds". */
export function differenceText({ change, what, path, before, fields }: Difference): string {
  const place = what === "state" ? path : `transition ${path}`;
  const was = before === undefined ? "" : ` (was ${before})`;
  return `${change} ${place}${was}${fields?.length ? `: ${fields.join(", ")}` : ""}`;
}
