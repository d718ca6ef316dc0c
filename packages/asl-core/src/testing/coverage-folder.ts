import type { Observer } from "../drivers/observer.js";
import type { Machine } from "../machine/machine.js";
import { type Collector, Coverage, type Origin } from "./coverage/index.js";
import { atExit, replaceTextFile, uniqueName } from "./files.js";

/** A machine's part: a file of its own, written whenever a run has covered something new. */
class Part {
  readonly coverage = new Coverage();
  private readonly file: string;
  private written = 0;

  constructor(folder: string) {
    this.file = `${folder.replace(/\/+$/, "")}/asl-coverage-${uniqueName()}.json`;
  }

  /** Test runners kill their workers: what is not written at once may be lost. Linear in the items where nothing is new. */
  save({ marks }: Collector): void {
    const count = marks.reduce((sum, mark) => sum + mark, 0);
    if (count === this.written) return;
    this.written = count;
    replaceTextFile(this.file, JSON.stringify(this.coverage));
  }
}

/**
 * Adds what runs cover to a folder, for `asl coverage` to merge. Each process, and each thread, has files of its own there,
 * and each file is whole at any moment. Throws the system's error where one cannot be written.
 */
export class CoverageFolder {
  private readonly parts = new Map<string, Part>();
  private readonly open = new Map<Part, Collector>();

  constructor(private readonly folder: string) {
    atExit(() => {
      for (const [part, collector] of this.open) part.save(collector);
    });
  }

  collector(machine: Machine, origin: Origin = {}): Observer {
    const key = JSON.stringify([origin.file, origin.machine, machine.digest]);
    const part = this.parts.get(key) ?? new Part(this.folder);
    this.parts.set(key, part);
    const collector = part.coverage.collector(machine, origin);
    this.open.set(part, collector);
    return {
      retrier: collector.retrier,
      event(event, execution) {
        collector.event(event, execution);
        if (event.node < 0 && event.type !== "ExecutionStarted") part.save(collector);
      },
    };
  }
}
