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
  /** How often breakpoints were set that the host has not answered yet. */
  private setting = 0;

  /** `changed` hears of every change, and of what the host refused. */
  constructor(
    private readonly run: LiveRun,
    private readonly changed: (fault?: Fault) => void,
  ) {}

  /** As the host knows them; while it has not answered, as they were asked for. */
  get all(): readonly (Breakpoint | BreakpointSpec)[] {
    return this.run.session !== null && this.setting === 0 ? this.run.breakpoints : this.specs;
  }

  /** Has these without telling a host, which knows them or is not there yet. */
  take(specs: readonly BreakpointSpec[]): void {
    this.specs = specs.map(specOf);
  }

  /** Replaces all, also with the host where there is one. */
  async set(specs: readonly BreakpointSpec[], client: DebugClient | undefined): Promise<void> {
    this.take(specs);
    this.changed();
    if (client === undefined) return;
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
