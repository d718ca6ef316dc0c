import type { MachineType } from "../types.js";

/** What docs/diagnostics.md says about one entry of the catalogue, for someone who has never met it. Markdown. */
export interface Page {
  /** What it means and why it matters, in two to six sentences. */
  about: string;
  /**
   * The smallest text that brings it about: a whole definition, a map of states (it starts at the first) or one state;
   * JSON, or YAML where the notation is the point. Files that hold definitions (templates, projects) are given whole.
   */
  wrong: string;
  /** The same, mended. */
  right: string;
  /** Where the rule comes from: the language's specification, AWS's guide, a recorded answer. */
  source?: string;
  /** Type of the machine both examples belong to, where it matters. */
  type?: MachineType;
  /** Name of the file both examples stand in, where it matters. */
  file?: string;
}

/** A page for every entry of a group of the catalogue: a missing one does not compile. */
export type Pages<Group> = { [Rule in keyof Group]: Page };
