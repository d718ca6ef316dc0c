import { nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { openDialogs } from "../shared/dialogs.js";
import { html } from "../shared/html.js";
import { sayFault } from "../shared/say-fault.js";
import { commandsOf } from "./commands.js";
import { helpSheet } from "./help.js";

type Viewer = ReactiveControllerHost &
  Parameters<typeof commandsOf>[0] &
  EventTarget & { readonly renderRoot: ParentNode };

/** What lies above a viewer: the sheet of keys, and the list of all commands and states. */
export class Overlays implements ReactiveController {
  private shown: "help" | "palette" | undefined;
  /** What was asked for last, shown once it is loaded. */
  private wanted: "help" | "palette" | undefined;

  constructor(private readonly viewer: Viewer) {
    viewer.addController(this);
  }

  hostUpdated(): void {
    openDialogs(this.viewer.renderRoot);
  }

  show(what: "help" | "palette" | undefined): void {
    this.wanted = what;
    if (what !== "palette") return this.place();
    import("../workbench.js").then(
      () => this.place(),
      (error) => sayFault(this.viewer, error),
    );
  }

  private place(): void {
    this.shown = this.wanted;
    this.viewer.requestUpdate();
  }

  render() {
    const { viewer, shown } = this;
    const closed = () => this.show(undefined);
    if (shown === "help") return helpSheet(commandsOf(viewer), viewer.bindings, closed);
    if (shown === undefined) return nothing;
    const commands = commandsOf(viewer, true);
    return html`<asl-palette nested .commands=${commands} .bindings=${viewer.bindings} @asl-close=${closed}></asl-palette>`;
  }
}

/** The theme after one: light, dark, high contrast. */
export function themeAfter(now: "light" | "dark" | "contrast" | null): "light" | "dark" | "contrast" {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return ({ light: "dark", dark: "contrast", contrast: "light" } as const)[now ?? (isDark ? "dark" : "light")];
}
