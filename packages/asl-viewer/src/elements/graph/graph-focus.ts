import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Graph, near } from "../../graph/index.js";

/** Above this many nodes error edges are left out, unless they were taken or belong to what is chosen. */
const MANY = 60;
/** Farthest steps that focus mode shows. */
const FARTHEST = 3;

interface Focused extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly selected: string | null;
  readonly shown: Graph | undefined;
}

/** What of a picture is left out or dimmed: error edges where there are many, and what is far from the chosen state. */
export class GraphFocus implements ReactiveController {
  /** Steps around the chosen state that are not dimmed; 0: nothing is. */
  steps = 0;
  private errors: boolean | undefined;

  constructor(
    private readonly host: Focused,
    private readonly light: (ids: ReadonlySet<string> | undefined) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Whether error edges are a matter of choice: there are some among many states. */
  get canHideErrors(): boolean {
    const { shown } = this.host;
    return (
      shown !== undefined && shown.nodes.size > MANY && [...shown.edges.values()].some(({ kind }) => kind === "catch")
    );
  }

  get errorsShown(): boolean {
    return this.errors ?? !this.canHideErrors;
  }

  turnErrors(): boolean {
    if (!this.canHideErrors) return false;
    this.errors = !this.errorsShown;
    this.update();
    this.host.requestUpdate();
    return true;
  }

  /** One step more around the chosen state, at last all; false where none is chosen. */
  turn(): boolean {
    if (this.host.selected === null && this.steps === 0) return false;
    this.steps = (this.steps + 1) % (FARTHEST + 1);
    this.update();
    this.host.requestUpdate();
    return true;
  }

  /** Puts it into the picture. O(nodes + edges) while something is dimmed. */
  update(): void {
    const { shown, selected, renderRoot } = this.host;
    const ids = shown && selected !== null && this.steps > 0 ? near(shown, selected, this.steps) : undefined;
    const layer = renderRoot.querySelector(".picture");
    layer?.classList.toggle("focused", ids !== undefined);
    layer?.classList.toggle("calm", !this.errorsShown);
    this.light(ids);
  }
}
