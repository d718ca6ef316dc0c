/** A file to check. */
export interface Found {
  /** Relative to the current folder, or absolute; "-" for standard input. */
  readonly path: string;
  /** The one machine wanted. */
  readonly id?: string;
  /** How it was found: a file that was named is checked whatever it holds, one in a folder where it holds a machine. */
  readonly by: "name" | "glob" | "folder";
}
