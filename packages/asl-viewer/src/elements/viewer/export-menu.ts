import { nothing } from "lit";
import { download } from "../../controllers/download.js";
import { coloursAt, pngOf } from "../../controllers/picture-files.js";
import { type SvgOptions, toSvg } from "../../drawing/index.js";
import type { PageFile } from "../../page/index.js";
import { COLOURS } from "../../shapes/index.js";
import type { Picture } from "../graph/asl-graph.js";
import { html } from "../shared/html.js";
import type { Exported } from "./exported.js";

/** The element whose menu it is. */
interface Menued {
  readonly renderRoot: ParentNode;
  /** Words in keys whose values are left out, as they are written. */
  words: string;
  /** What does a piece of work, and says what went wrong. */
  act(work: (from: Exported) => unknown): () => Promise<void>;
  say(text: string): void;
}

/** The menu of what can be saved. */
export function exportMenu(host: Menued, from: Exported) {
  const { picture, page, originals } = from;
  const drawn = picture !== undefined;
  return html`<div class="menu">
    <div class="items" role="menu" aria-label="Export">
    ${pictures(host, drawn)}
    <hr />
    ${item(
      "Definition",
      originals.hasDefinition,
      saveFile(host, (one) => one.originals.definition()),
    )}
    ${item(
      "History",
      originals.hasHistory,
      saveFile(host, (one) => one.originals.history(secretOf(host))),
    )}
    ${page === undefined ? nothing : item("Page that holds everything (HTML)", drawn, savePage(host))}
    </div>
    ${originals.hasHistory ? redaction(host, from.literals?.(secretOf(host)) ?? []) : nothing}
  </div>`;
}

const pictures = (host: Menued, drawn: boolean) =>
  html`${item("Picture as SVG", drawn, saveSvg(host))}
    ${[1, 2, 3].map((scale) => item(`Picture as PNG, ${scale}×`, drawn, savePng(host, scale)))}
    ${item("Copy picture", drawn && navigator.clipboard !== undefined, copyImage(host))}
    ${item("Mermaid", drawn, saveMermaid(host))}`;

function svg({ renderRoot }: Menued, { picture, originals }: Exported): string {
  const { graph, layout, nodeMarks, edgeMarks } = picture as Picture;
  const theme = coloursAt(renderRoot.firstElementChild ?? (renderRoot as ShadowRoot).host, NAMES);
  const options: SvgOptions = { title: originals.base, theme };
  return toSvg(graph, layout, { ...options, nodeMarks, edgeMarks });
}

const saveSvg = (host: Menued) => host.act((from) => download(`${from.originals.base}.svg`, svg(host, from)));

const savePng = (host: Menued, scale: number) =>
  host.act(async (from) =>
    download(`${from.originals.base}${scale === 1 ? "" : `@${scale}x`}.png`, await pngOf(svg(host, from), scale)),
  );

const copyImage = (host: Menued) =>
  host.act(async (from) => {
    const png = pngOf(svg(host, from), 2);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    host.say("Picture copied");
  });

const saveMermaid = (host: Menued) =>
  host.act(async ({ originals, picture, direction }) => {
    const { toMermaid } = await import("../workbench.js");
    download(`${originals.base}.mmd`, toMermaid((picture as Picture).graph, direction));
  });

const savePage = (host: Menued) =>
  host.act(async (from) => {
    const secret = secretOf(host);
    const [parts, files, second, placements] = await Promise.all([
      from.page?.(),
      from.originals.files(secret),
      from.second?.(secret),
      from.placements?.(),
    ]);
    if (parts === undefined) return;
    const { pageText } = await import("../workbench.js");
    const { base: title } = from.originals;
    const all = second === undefined ? files : [...files, second];
    download(`${title}.html`, pageText(parts, { title, files: all, placements }));
  });

const saveFile = (host: Menued, file: (from: Exported) => Promise<PageFile | undefined>) =>
  host.act(async (from) => {
    const found = await file(from);
    if (found !== undefined) download(found.name, found.text);
  });

const secretOf = ({ words }: Menued): string[] => words.split(/[\s,]+/).filter(Boolean);

const redaction = (host: Menued, literals: readonly string[]) =>
  html`<label>
      History and page without values of keys with these words
      <input
        placeholder="password, token …"
        aria-describedby="stays"
        .value=${host.words}
        @input=${(event: Event) => (host.words = (event.target as HTMLInputElement).value)}
      />
    </label>
    <p id="stays" role="status" class=${literals.length > 0 ? "warning" : ""}>${stays(secretOf(host), literals)}</p>`;

/** Places that are named; of more it is said how many there are. */
const NAMED = 5;

/** What is not taken out, in a sentence or two. */
function stays(words: readonly string[], literals: readonly string[]): string {
  const kept = "The definition stays as it is written";
  if (words.length === 0) return `${kept}. ${LONGER}`;
  if (literals.length === 0)
    return `${kept}. It gives no value to such a key; expressions were not looked through. ${LONGER}`;
  const more = literals.length > NAMED ? `, and ${literals.length - NAMED} more` : "";
  return `${kept}, with values of such keys: ${literals.slice(0, NAMED).join(", ")}${more}. ${LONGER}`;
}

const LONGER = "Longer texts that contain such a value keep it.";

const item = (text: string, enabled: boolean, act: () => unknown) =>
  html`<button role="menuitem" ?disabled=${!enabled} @click=${act}>${text}</button>`;

const NAMES = Object.keys(COLOURS);
