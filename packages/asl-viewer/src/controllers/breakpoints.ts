import type { Breakpoint, BreakpointSpec } from "asl-core/debug";
import type { DebugClient } from "../debugging/index.js";
import { specOf } from "./drawn-text.js";
import { type Fault, faultOf } from "./fault.js";
import type { LiveRun } from "./live-run.js";

/** What tells two breakpoints of a page apart. */
export type BreakpointPlace = Pick<BreakpointSpec, "state" | "line" | "error">;

/** The breakpoints of a page: those its run has, before one is begun those it will have. */
export class PageBreakpoints {
  /** As they were asked for last. */
  specs: readonly BreakpointSpec[] = [];
  /** What a host would say of them, before a run is begun; undefined where that is not known. */
  private tried: readonly Breakpoint[] | undefined;
  /** How often breakpoints were set that the host has not answered yet. */
  private setting = 0;

  /** `changed` hears of every change, and of what the host refused; `attempt` finds what one would say. */
  constructor(
    private readonly run: LiveRun,
    private readonly changed: (fault?: Fault) => void,
    private readonly attempt: (specs: readonly BreakpointSpec[]) => Promise<readonly Breakpoint[] | undefined>,
  ) {}

  /** As the host knows them; while it has not answered, as they were asked for. */
  get all(): readonly (Breakpoint | BreakpointSpec)[] {
    return this.run.session !== null && this.setting === 0 ? this.run.breakpoints : (this.tried ?? this.specs);
  }

  /** Has these without telling a host, which knows them or is not there yet. */
  take(specs: readonly BreakpointSpec[]): void {
    this.specs = specs.map(specOf);
    this.tried = undefined;
  }

  /** Replaces all, also with the host where there is one. */
  async set(specs: readonly BreakpointSpec[], client: DebugClient | undefined): Promise<void> {
    this.take(specs);
    this.changed();
    if (client === undefined) return this.try();
    let fault: Fault | undefined;
    this.setting++;
    try {
      this.run.breakpoints = await client.breakpoints(this.specs);
    } catch (error) {
      fault = faultOf(error);
    } finally {
      this.setting--;
    }
    this.changed(fault);
  }

  private async try(): Promise<void> {
    const { specs } = this;
    const tried = await this.attempt(specs);
    if (this.specs !== specs) return;
    this.tried = tried;
    this.changed();
  }

  /** All with one at a place where there is none, else without it. */
  toggled(wanted: BreakpointPlace): { readonly specs: readonly BreakpointSpec[]; readonly isNew: boolean } {
    const { all } = this;
    const rest = all.filter(
      (one) => one.state !== wanted.state || one.line !== wanted.line || one.error !== wanted.error,
    );
    const isNew = rest.length === all.length;
    return { specs: isNew ? [...all, wanted] : rest, isNew };
  }
}
