import { realpathSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { DebugProtocol } from "@vscode/debugprotocol";

/** The number of the only source that stands in no file. */
const REFERENCE = 1;

/** The text of a definition as clients know it: a file, or a text that they ask for. */
export class DefinitionSource {
  constructor(
    /** Absolute; undefined where it stands in no file. */
    readonly path: string | undefined,
    readonly name: string,
    readonly text: string,
  ) {}

  /** As the protocol names it. */
  describe(asUris: boolean): DebugProtocol.Source {
    if (this.path === undefined)
      return { name: this.name, sourceReference: REFERENCE, origin: "the recording", presentationHint: "normal" };
    return { name: basename(this.path), path: asUris ? pathToFileURL(this.path).href : this.path };
  }

  /** Whether a client means this one. */
  isMeant({ path, reference }: { path: string | undefined; reference: number | undefined }): boolean {
    if (this.path === undefined) return reference === REFERENCE;
    return path !== undefined && keyOf(path) === keyOf(this.path);
  }
}

/** Names a file the same whichever way a client writes it, through whatever links. */
export function keyOf(path: string): string {
  const plain = realOf(resolve(pathOf(path)));
  return process.platform === "win32" ? plain.toLowerCase() : plain;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A path that may be written as a `file:` URI, whose fragment stays behind it: `file:///w/template.yaml#Id`. */
export function pathOf(written: string): string {
  if (!/^file:\/\//i.test(written)) return written;
  try {
    return fileURLToPath(written) + decodeURIComponent(new URL(written).hash);
  } catch {
    return written;
  }
}
