import { css, LitElement, type PropertyValues } from "lit";
import type { Versions } from "../../comparison/index.js";
import { pressOne } from "../../controllers/list-keys.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { comparisonStyle } from "./comparison-style.js";
import { type VersionBars, versionsBar, versionsHead, versionsInspector, versionsList } from "./versions-parts.js";

/**
 * Two versions of a definition as one picture, with what was added, removed, changed and renamed; the fields of the chosen
 * state in both; and a list of all changes, which is gone through. Begins at the first.
 *
 * @element asl-versions
 * @fires asl-close - the comparison is to be left
 * @fires asl-swap - the versions are wanted the other way round
 */
export class AslVersions extends LitElement implements VersionBars {
  static override properties = {
    versions: { attribute: false },
    names: { attribute: false },
    layouter: { attribute: false },
    direction: { reflect: true },
    node: { state: true },
    at: { state: true },
  };

  /** The two versions, laid on each other. */
  declare versions: Versions;
  /** What they are called. */
  declare names: readonly [before: string, after: string];
  /** Who lays out; by default elk on this thread. */
  declare layouter: Layouter | undefined;
  /** The way the machine runs. */
  declare direction: Direction;
  /** @internal */ declare node: string | null;
  /** @internal */ declare at: number;

  constructor() {
    super();
    this.names = ["before", "after"];
    this.direction = "down";
    this.node = null;
    this.at = -1;
    this.addEventListener("asl-select", (event) => this.take(event as CustomEvent<{ node: string | null }>));
    this.addEventListener("keydown", (event) => {
      if (this.press(event)) event.stopPropagation();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("versions") && this.versions !== undefined) this.choose(0);
  }

  /** The picture. */
  get graphElement(): AslGraph | null {
    return this.renderRoot.querySelector("asl-graph");
  }

  /** Looks at a change, by its number. */
  readonly choose = (at: number): void => {
    const one = this.versions.changes[at];
    [this.at, this.node] = one === undefined ? [-1, null] : [at, one.node];
  };

  /** To a change further on, or back. */
  step(by: number): void {
    this.choose(Math.max(0, Math.min(this.versions.changes.length - 1, this.at + by)));
  }

  private take(event: CustomEvent<{ node: string | null }>): void {
    event.stopPropagation();
    const { node } = event.detail;
    this.node = node;
    this.at = this.versions.changes.findIndex((one) => one.node === node);
  }

  /** Asks to be left. */
  leave(): void {
    this.dispatchEvent(new CustomEvent("asl-close"));
  }

  /** Asks for the versions the other way round. */
  swap(): void {
    this.dispatchEvent(new CustomEvent("asl-swap"));
  }

  /** Does what a key asks for; false where it means nothing here. */
  press(event: KeyboardEvent): boolean {
    return pressOne(event, this.acts);
  }

  private readonly acts: Readonly<Record<string, () => void>> = {
    e: () => this.step(1),
    E: () => this.step(-1),
    ".": () => this.step(1),
    ",": () => this.step(-1),
    Home: () => this.choose(0),
    End: () => this.choose(this.versions.changes.length - 1),
    Escape: () => this.leave(),
  };

  override render() {
    const { versions } = this;
    if (versions === undefined) return "";
    return html`<section class="views" aria-label="Comparison">
      ${versionsHead(this)} ${versionsBar(this)}
      <div class="parts">
        <section class="graph" aria-label="Graph of both versions">
          <asl-graph
            nested
            .graph=${versions.graph}
            .selected=${this.node}
            .layouter=${this.layouter}
            direction=${this.direction}
          ></asl-graph>
        </section>
        <section class="inspector" tabindex="0" aria-label="The state in both versions">${versionsInspector(this)}</section>
        <section class="lower" tabindex="0" aria-label="What differs">${versionsList(this)}</section>
      </div>
    </section>`;
  }

  static override styles = [
    theme,
    controls,
    comparisonStyle,
    css`
      .letter {
        padding: 0 6px;
      }
      .leave {
        margin-left: auto;
      }
      .divergence {
        background: var(--asl-panel);
      }
      .counts {
        margin: 0 10px;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        margin-left: auto;
        font-size: 12px;
        color: var(--asl-dim);
      }
      .is-added > b {
        color: var(--asl-success);
      }
      .is-removed > b {
        color: var(--asl-failure);
      }
      .is-changed > b {
        color: var(--asl-amber);
      }
      .is-renamed > b {
        color: var(--asl-running);
      }
      .changed td:nth-child(3) {
        background: var(--asl-gone);
      }
      .changed td:nth-child(4) {
        background: var(--asl-added);
      }
      .ways {
        margin: 0 12px;
        padding: 0;
        list-style: none;
        overflow-wrap: anywhere;
      }
      .states .what {
        white-space: normal;
      }
    `,
  ];
}
