import type { Machine, Node, Range, ReadText, Stage } from "asl-core";

/** The fields that give a data stage its value, the likeliest first. */
const FIELDS: Partial<Record<Stage, readonly string[]>> = {
  afterInputPath: ["InputPath"],
  afterParameters: ["Parameters"],
  afterArguments: ["Arguments"],
  afterItemsPath: ["ItemsPath", "Items", "ItemReader"],
  afterItemSelector: ["ItemSelector", "Parameters"],
  afterItemBatcher: ["ItemBatcher"],
  result: ["Result", "Resource"],
  afterResultSelector: ["ResultSelector"],
  afterResultPath: ["ResultPath"],
  variables: ["Assign"],
  output: ["Output", "OutputPath"],
};
const FIELD_NAMES = [...new Set(Object.values(FIELDS).flat())].filter((name) => name !== "Resource");

/** A state with the lines it takes. */
interface Extent {
  readonly node: Node;
  readonly first: number;
  readonly last: number;
}

/**
 * States and their fields ↔ lines of the file people edit, which may hold more than the definition. Lines and columns count
 * from 1. O(states) once.
 */
export class SourceMap {
  private readonly extents: readonly Extent[];

  constructor(
    readonly machine: Machine,
    private readonly read: ReadText | undefined,
  ) {
    this.extents = machine.nodes.flatMap((node) => this.extentOf(node));
  }

  private extentOf(node: Node): Extent[] {
    const value = this.read?.locate(node.pointer);
    if (value === undefined) return [];
    const first = this.keyOf(node)?.start.line ?? value.start.line;
    return [{ node, first, last: lastLine(value) }];
  }

  private keyOf({ pointer }: Node): Range | undefined {
    return this.read?.locate(pointer, "key");
  }

  /** A state's name where it stands, or the field that a data stage comes from. Undefined where there is no text. */
  rangeOf(path: string, stage?: Stage): Range | undefined {
    const node = this.machine.nodes.find((one) => one.path === path);
    if (node === undefined || this.read === undefined) return undefined;
    return this.fieldOf(node, stage) ?? this.keyOf(node) ?? this.read.locate(node.pointer);
  }

  private fieldOf(node: Node, stage: Stage | undefined): Range | undefined {
    for (const field of (stage && FIELDS[stage]) ?? []) {
      const found = this.read?.locate(`${node.pointer}/${field}`, "key");
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The block a state is in; undefined where there is no such state. */
  blockOf(path: string): number | undefined {
    return this.machine.nodes.find((one) => one.path === path)?.block;
  }

  /** Where the definition begins. */
  get beginning(): Range | undefined {
    return this.read?.locate("/StartAt", "key") ?? this.read?.locate("");
  }

  /** The innermost state that a line belongs to. O(states). */
  stateAt(line: number): Node | undefined {
    let best: Extent | undefined;
    for (const extent of this.extents)
      if (extent.first <= line && line <= extent.last && (best === undefined || extent.first >= best.first))
        best = extent;
    return best?.node;
  }

  /** Where breakpoints make sense: states, fields of data stages, rules of Choices. In order. */
  places(first: number, last: number): Range[] {
    const found = this.extents
      .filter((extent) => extent.first <= last && first <= extent.last)
      .flatMap(({ node }) => this.placesOf(node))
      .filter(({ start }) => first <= start.line && start.line <= last);
    return found.sort((a, b) => a.start.offset - b.start.offset);
  }

  private placesOf(node: Node): Range[] {
    const fields = FIELD_NAMES.flatMap((field) => this.read?.locate(`${node.pointer}/${field}`, "key") ?? []);
    const rules =
      node.kind === "Choice"
        ? [
            ...node.rules.flatMap((_, index) => this.read?.locate(`${node.pointer}/Choices/${index}`) ?? []),
            ...[this.read?.locate(`${node.pointer}/Default`, "key") ?? []].flat(),
          ]
        : [];
    return [...[this.keyOf(node) ?? []].flat(), ...fields, ...rules];
  }
}

/** A range that ends at the beginning of a line does not reach into it. */
const lastLine = ({ start, end }: Range): number =>
  end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
