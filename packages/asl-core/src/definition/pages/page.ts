/** What docs/diagnostics.md says about one entry of the catalogue, for someone who has never met it. Markdown. */
export interface Page {
  /** What it means and why it matters, in two to six sentences. */
  about: string;
  /** The smallest definition, or part of one, that brings it about; JSON, or YAML where the notation is the point. */
  wrong: string;
  /** The same, mended. */
  right: string;
  /** Where the rule comes from: the language's specification, AWS's guide, a recorded answer. */
  source?: string;
}

/** A page for every entry of a group of the catalogue: a missing one does not compile. */
export type Pages<Group> = { [Rule in keyof Group]: Page };
