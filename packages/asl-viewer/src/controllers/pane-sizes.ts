import type { ReactiveController, ReactiveControllerHost } from "lit";

/** A part of the window whose size a person sets; "sheet" is what lies below the graph in narrow windows. */
export type Part = "inspector" | "source" | "lower" | "sheet";

/** Shares of the window's width or height. */
export const SHARES: Readonly<Record<Part, { readonly least: number; readonly usual: number; readonly most: number }>> =
  {
    inspector: { least: 0.12, usual: 0.27, most: 0.7 },
    source: { least: 0.12, usual: 0.25, most: 0.6 },
    lower: { least: 0.1, usual: 0.27, most: 0.75 },
    sheet: { least: 0.15, usual: 0.46, most: 0.85 },
  };

const PARTS = Object.keys(SHARES) as Part[];
const KEY = "asl-viewer.panes";

interface Set {
  share?: number;
  folded?: boolean;
}

/**
 * How large the parts of a window are, and which are folded. It is remembered by the browser where that is allowed; where
 * it is not, nothing is different but that it is forgotten.
 */
export class PaneSizes implements ReactiveController {
  private readonly known: Partial<Record<Part, Set>> = remembered();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Share of the window, whether folded or not. */
  share(part: Part): number {
    return this.known[part]?.share ?? SHARES[part].usual;
  }

  folded(part: Part): boolean {
    return this.known[part]?.folded === true;
  }

  /** Gives a part a share of the window, as far as that leaves room for others, and unfolds it. */
  resize(part: Part, share: number): void {
    const { least, most } = SHARES[part];
    this.keep(part, { share: Math.round(Math.min(most, Math.max(least, share)) * 1000) / 1000 });
  }

  fold(part: Part, folded = !this.folded(part)): void {
    this.keep(part, { ...this.known[part], folded });
  }

  /** As at first; without a part all of them. */
  reset(part?: Part): void {
    for (const one of part === undefined ? PARTS : [part]) this.keep(one, undefined);
  }

  private keep(part: Part, set: Set | undefined): void {
    if (set === undefined) delete this.known[part];
    else this.known[part] = set;
    remember(this.known);
    this.host.requestUpdate();
  }

  /** Custom properties that give parts their sizes. */
  get style(): string {
    return PARTS.filter((part) => this.known[part] !== undefined)
      .map((part) =>
        this.folded(part) ? `--${part}:0px;--${part}-least:0px;` : `--${part}:${(this.share(part) * 100).toFixed(1)}%;`,
      )
      .join("");
  }
}

/** Reading or writing throws where a page may not store anything. */
function remembered(): Partial<Record<Part, Set>> {
  try {
    return valid(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

function remember(known: Partial<Record<Part, Set>>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Then it is forgotten.
  }
}

function valid(stored: Record<string, Set | undefined> | null): Partial<Record<Part, Set>> {
  const known: Partial<Record<Part, Set>> = {};
  for (const part of PARTS) {
    const { share, folded } = stored?.[part] ?? {};
    const { least, most } = SHARES[part];
    const fits = typeof share === "number" && share >= least && share <= most;
    if (fits || folded === true) known[part] = { ...(fits && { share }), ...(folded === true && { folded }) };
  }
  return known;
}
