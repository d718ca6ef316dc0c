import { deepEqual } from "asl-core";
import { nothing, type ReactiveControllerHost } from "lit";
import type { Versions } from "../../comparison/index.js";
import { Opened } from "../../controllers/opened.js";
import { Originals } from "../../controllers/originals.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { PageFile } from "../../page/index.js";
import type { Drawn } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { sayFault } from "../shared/say-fault.js";
import type { AslVersions } from "./asl-versions.js";

type Pair = readonly [before: Drawn, after: Drawn];

/** A viewer in which two versions of a definition are compared. */
interface Host extends ReactiveControllerHost, EventTarget {
  readonly opened: Opened;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  readonly renderRoot: ParentNode;
}

/** Two versions of a definition as a viewer shows them instead of its panes; and the offer to, once one has replaced another. */
export class VersionsView {
  private pair: Pair | undefined;
  private versions: Versions | undefined;
  private offered: Pair | undefined;
  /** Told apart: what was left while it was loaded is no longer wanted. */
  private turns = 0;

  constructor(private readonly host: Host) {}

  /** Whether two versions are shown. */
  get active(): boolean {
    return this.versions !== undefined;
  }

  /** Lays a definition over the one that is open, `as` the version after it or before; of several the one of the same name. */
  async open(definitions: readonly Drawn[], as: "after" | "before"): Promise<void> {
    const { drawn } = this.host.opened;
    const other = definitions.find(({ id }) => id === drawn?.id) ?? definitions[0];
    if (drawn !== undefined && other !== undefined) await this.show(as === "after" ? [drawn, other] : [other, drawn]);
  }

  /** Shows two versions; says where that fails. */
  begin(pair: Pair): void {
    this.show(pair).catch((error) => sayFault(this.host, error));
  }

  /** Shows two versions, unless they were left, or others wanted, before that could be. */
  private async show(pair: Pair): Promise<void> {
    const turn = ++this.turns;
    const { Versions } = await import("../comparison.js");
    if (turn !== this.turns) return;
    const [before, after] = pair.map(({ definition }) => definition);
    [this.pair, this.offered, this.versions] = [pair, undefined, new Versions(before, after)];
    this.host.requestUpdate();
  }

  /** Leaves the comparison, and forgets what was offered. */
  close(): void {
    this.turns++;
    [this.pair, this.versions, this.offered] = [undefined, undefined, undefined];
    this.host.requestUpdate();
  }

  /** What a person opens while it is compared takes the second's place; of a definition that another replaces the two are offered. */
  async replacing(work: () => Promise<unknown>): Promise<void> {
    const { opened } = this.host;
    const [before, compared] = [opened.drawn, this.pair?.[0]];
    await work();
    const { drawn: after } = opened;
    if (before === undefined || after === undefined || before === after) return;
    if (compared !== undefined) await this.show([compared, after]);
    else this.offered = deepEqual(before.definition, after.definition) ? undefined : [before, after];
    this.host.requestUpdate();
  }

  private readonly take = (): void => {
    if (this.offered !== undefined) this.begin(this.offered);
  };

  /** The picture of both. */
  get element(): AslVersions | null {
    return this.host.renderRoot.querySelector("asl-versions");
  }

  /** The one that is not open, to be opened again beside the one that is. Undefined while nothing is compared. */
  async file(): Promise<PageFile | undefined> {
    const { opened } = this.host;
    const drawn = this.pair?.find((one) => one !== opened.drawn);
    if (drawn === undefined) return undefined;
    const file = await new Originals(Object.assign(new Opened(), { drawn, definitions: [drawn] })).definition();
    return file && { ...file, compared: drawn === this.pair?.[1] || "before" };
  }

  /** The offer, if any. */
  message() {
    if (this.offered === undefined || this.active) return nothing;
    const [before, after] = this.offered;
    return html`<section class="notes" aria-label="Another definition">
      ${nameOf(before)} was replaced by ${nameOf(after)}.
      <button @click=${this.take}>Compare the two</button>
      <button aria-label="Close" @click=${() => this.close()}>${ICONS.close}</button>
    </section>`;
  }

  /** Undefined while nothing is compared. */
  render() {
    const { pair, versions, host } = this;
    if (versions === undefined || pair === undefined) return undefined;
    return html`<asl-versions
      nested
      .versions=${versions}
      .names=${pair.map(nameOf)}
      .layouter=${host.layouter}
      direction=${host.direction}
      @asl-close=${() => this.close()}
      @asl-swap=${() => this.begin([pair[1], pair[0]])}
    ></asl-versions>`;
  }
}

const nameOf = ({ name }: Drawn): string => name || "a text";
