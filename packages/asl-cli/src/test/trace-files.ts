import { existsSync } from "node:fs";

/** Whose trace a file holds. */
interface Owner {
  /** Path of the test file. */
  readonly file: string;
  readonly trace: string;
}

/**
 * The files that hold golden traces and the first case that names each, over all test files of a process: --update must
 * not write what one case gives over what another does.
 */
export class TraceFiles {
  private readonly owners = new Map<string, Owner>();

  /** A test file is run anew: what it had is free. */
  release(file: string): void {
    for (const [path, owner] of this.owners) if (owner.file === file) this.owners.delete(path);
  }

  /** The test file whose case has `path` for another trace; undefined where none has. Trace files are the first one's. */
  claim(path: string, file: string, trace: string): string | undefined {
    const owner = this.owners.get(path);
    if (owner !== undefined && existsSync(owner.file)) return owner.trace === trace ? undefined : owner.file;
    this.owners.set(path, { file, trace });
    return undefined;
  }
}
