import type { Machine, Node, Range, ReadText, Stage } from "asl-core";
import { placeOfLine, type TextPlace, textPlaces } from "asl-core/debug";

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

/**
 * States and their fields ↔ lines of the file people edit, which may hold more than the definition. Lines and columns count
 * from 1.
 */
export class SourceMap {
  constructor(
    readonly machine: Machine,
    readonly read: ReadText | undefined,
  ) {}

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

  /** Whether a line, or a column of it, belongs to a state. O(states). */
  isOf(path: string, line: number, column?: number): boolean {
    return this.nodesAt(line, column).some((node) => node.path === path);
  }

  /** The states that begin on a line, or at a column of it; where none does, the innermost around it. O(states). */
  statesAt(line: number, column?: number): Node[] {
    const begun = column === undefined ? textPlaces(this, line).filter(isState) : [];
    return begun.length > 0 ? begun.map(({ node }) => node) : this.nodesAt(line, column);
  }

  private nodesAt(line: number, column: number | undefined): Node[] {
    return [...placeOfLine(this, line, column).nodes].map((index) => this.machine.nodes[index]);
  }

  /** Where breakpoints make sense: states, fields of data stages, rules of Choices. In order. O(states). */
  places(first: number, last: number): Range[] {
    return textPlaces(this, first, last).map(({ range }) => range);
  }
}

const isState = ({ stage, rule }: TextPlace): boolean => stage === undefined && rule === undefined;
