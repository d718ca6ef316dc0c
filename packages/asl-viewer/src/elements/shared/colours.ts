import type { ReactiveController, ReactiveControllerHost } from "lit";
import { later } from "../../controllers/later.js";
import { COLOURS } from "../../shapes/index.js";

/** What colours depend on beside the styles of the page. */
const QUERIES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"];
/** What is changed to have other colours, of an element or of one around it. */
const ATTRIBUTES = ["theme", "class", "style"];
const NAMES = [...Object.keys(COLOURS), "--asl-accent"];

/** Tells who paints on a canvas when colours have become others: a canvas stays as it was painted. */
export class Scheme implements ReactiveController {
  private readonly queries = QUERIES.map((query) => matchMedia(query));
  private readonly observer = new MutationObserver(() => this.look());
  private seen = "";

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly repaint: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const query of this.queries) query.addEventListener("change", this.look);
    for (const one of around(this.host)) this.observer.observe(one, { attributeFilter: ATTRIBUTES });
  }

  hostDisconnected(): void {
    for (const query of this.queries) query.removeEventListener("change", this.look);
    this.observer.disconnect();
  }

  /** After the page has been styled, which asking for a colour would have it do at once. */
  private readonly look = later(() => {
    const { now } = this;
    if (now === this.seen || !this.host.isConnected) return;
    this.seen = now;
    resolved = new WeakMap();
    this.repaint();
  });

  private get now(): string {
    const style = getComputedStyle(this.host);
    const values = NAMES.map((name) => style.getPropertyValue(name));
    return [style.colorScheme, ...this.queries.map(({ matches }) => matches), ...values].join();
  }
}

/** An element and those around it, out of shadow trees too. */
function* around(element: Element): Generator<Element> {
  for (
    let one: Node | null = element;
    one !== null;
    one = one.parentNode ?? ((one as Partial<ShadowRoot>).host || null)
  )
    if (one instanceof Element) yield one;
}

/** What custom properties come to, by element, for as long as its colour scheme stays. */
let resolved = new WeakMap<HTMLElement, { readonly scheme: string; readonly known: Map<string, string> }>();

/** Custom properties as canvas knows them: those that differ by scheme are resolved by an element that has them. */
export function colours(element: HTMLElement, style: CSSStyleDeclaration): (name: string) => string {
  const ink = style.getPropertyValue("--asl-ink");
  const isForced = matchMedia("(forced-colors: active)").matches;
  const scheme = `${style.colorScheme} ${ink} ${isForced} ${matchMedia("(prefers-color-scheme: dark)").matches}`;
  let found = resolved.get(element);
  if (found?.scheme !== scheme) resolved.set(element, (found = { scheme, known: new Map() }));
  const { known } = found;
  return (name) => {
    let colour = known.get(name);
    if (colour === undefined)
      known.set(name, (colour = colourOf(element, style, isForced && isBad(name) ? "--asl-accent" : name)));
    return colour;
  };
}

/** Where there are few colours, what failed has the one that stands out. */
const isBad = (name: string): boolean => name === "--asl-failure" || name === "--asl-timeout";

function colourOf(element: HTMLElement, style: CSSStyleDeclaration, name: string): string {
  const { color, forcedColorAdjust } = element.style;
  // Where colours are forced, canvas is told the system's: what a text would be painted with is one for all.
  Object.assign(element.style, { color: `var(${name})`, forcedColorAdjust: "none" });
  const found = style.color;
  Object.assign(element.style, { color, forcedColorAdjust });
  return found;
}
