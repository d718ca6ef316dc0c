import type { ReactiveControllerHost } from "lit";
import type { DebugClient, Start } from "../debugging/index.js";
import type { Layouter } from "../layout/index.js";
import type { Cursor } from "./cursor.js";
import type { Opened } from "./opened.js";

/** Whose run is debugged: what is open, and the cursor that all panes share. */
export interface Debuggable extends ReactiveControllerHost, EventTarget {
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly layouter: Layouter | undefined;
  /** Whether the page's hash tells the place. */
  readonly linked?: boolean;
  open(text: string, name?: string): Promise<unknown>;
  /** Lays a definition over the one that is open, as the version before it. */
  compare(text: string, name: string, as: "before"): Promise<unknown>;
}

/** What is loaded once something is debugged. */
export interface Workbench {
  debugInPage(): Promise<DebugClient>;
  startAgain(opened: Opened): Promise<Start | string>;
}
