import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { usage } from "../stop.js";

/** What of @resvg/resvg-js is used. */
interface Resvg {
  Resvg: new (
    svg: string,
    options: { fitTo: { mode: "zoom"; value: number }; font: { loadSystemFonts: boolean; defaultFontFamily?: string } },
  ) => { render(): { asPng(): Uint8Array } };
}

/** Draws an SVG with plain colours as PNG. Throws Stop (usage) where the package that does it is missing. */
export function toPng(svg: string, scale: number): Uint8Array {
  const { Resvg } = resvg();
  const options = { fitTo: { mode: "zoom" as const, value: scale }, font: { loadSystemFonts: true } };
  return new Resvg(svg, options).render().asPng();
}

const PACKAGE = "@resvg/resvg-js";

/** From beside this package, else from the working folder. */
function resvg(): Resvg {
  for (const from of [fileURLToPath(import.meta.url), join(process.cwd(), "package.json")])
    try {
      return createRequire(from)(PACKAGE) as Resvg;
    } catch {
      // Looked for elsewhere.
    }
  throw usage(`PNG needs the package ${PACKAGE}`, `Install it (npm install ${PACKAGE}), or write SVG or HTML.`);
}
