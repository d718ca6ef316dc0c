import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { append } from "../append.js";
import { leadOn, type Segment } from "../location.js";
import { childType, isDistributed } from "../rules/map.js";
import { eachTarget } from "../rules/references.js";
import { languageOf, machineLanguageOf } from "../rules/structure.js";
import type { MachineType, QueryLanguage, StateType } from "../types.js";
import type { Expression } from "./expression.js";

/** The field that names a transition's target. */
export type Via = "Next" | "Default" | "Choices" | "Catch";

/** A way from one state to another of the same block. */
export interface Transition {
  readonly from: State;
  readonly to: State;
  readonly via: Via;
  /** The entry of Choices or Catch, else -1. */
  readonly index: number;
}

/** A state, where it stands and where it leads. */
export interface State {
  /** Place in Model.states; the states of a block follow one another. */
  readonly index: number;
  readonly name: string;
  readonly block: Block;
  /** From the definition's root to the state itself: `["States", "Charge"]`. */
  readonly path: readonly Segment[];
  readonly value: JsonObject;
  readonly type: StateType;
  /** The query language in force in the state's own fields. */
  readonly language: QueryLanguage;
  /** In the order Next, Default, Choices, Catch; targets that do not exist are left out. */
  transitions: Transition[];
  /** Transitions that lead here, from the same block. */
  predecessors: Transition[];
  /** Branches, or the one item processor. */
  readonly blocks: Block[];
  /** True where the block can end here: `End`, Succeed, Fail. */
  readonly ends: boolean;
  /** Its expressions, once `expressionsOf` was asked for them. */
  expressions: readonly Expression[] | undefined;
}

/** A `States` map: the machine's, a branch's, an item processor's. */
export interface Block {
  /** Place in Model.blocks. */
  readonly index: number;
  /** To the object that holds `StartAt` and `States`; empty for the machine. */
  readonly path: readonly Segment[];
  /** The Parallel or Map state that runs it; undefined for the machine. */
  readonly parent: State | undefined;
  readonly value: JsonObject;
  /** By name, in the order they are written. */
  readonly states: ReadonlyMap<string, State>;
  readonly start: State | undefined;
  /** True for the item processor of a distributed Map: a machine of its own, which sees no outer variables. */
  readonly distributed: boolean;
  /** Type of the machine its states run in: inside a distributed Map its ExecutionType. */
  readonly type: MachineType;
  /**
   * True where every transition can be followed. False where something is not known yet (a target or a whole state that
   * is a placeholder): then any state may lead to any other, and rules about ways through the block keep silent.
   */
  readonly closed: boolean;
  /** Its strongly connected components, once `componentsOf` was asked for them. */
  components: readonly (readonly State[])[] | undefined;
}

/** A definition read once for all warnings. */
export interface Model {
  readonly definition: JsonObject;
  readonly type: MachineType;
  /** The machine first, a block before the blocks inside it. */
  readonly blocks: readonly Block[];
  /** Of all blocks, a Parallel or Map before the states inside it. */
  readonly states: readonly State[];
}

/**
 * Reads a definition in which no error was found; what is not of the expected type (a placeholder, say) is left out.
 * Linear in the number of states and transitions.
 */
export function modelOf(definition: JsonObject, type: MachineType): Model {
  const reader = new Reader(machineLanguageOf(definition));
  reader.block(definition, [], undefined, false, type);
  return { definition, type, blocks: reader.blocks, states: reader.states };
}

/** True for a state whose work gives a result. */
export const hasResult = ({ type }: State): boolean =>
  type === "Task" || type === "Parallel" || type === "Map" || type === "Pass";

/** Never pushed to. */
const NONE: Transition[] = [];

class Reader {
  readonly blocks: Block[] = [];
  readonly states: State[] = [];

  constructor(private readonly language: QueryLanguage | undefined) {}

  block(
    value: Json,
    path: readonly Segment[],
    parent: State | undefined,
    distributed: boolean,
    type: MachineType,
  ): void {
    const holder = isObject(value) ? value : {};
    const states = new Map<string, State>();
    const { StartAt } = holder;
    const block: Open = {
      index: this.blocks.length,
      path,
      parent,
      value: holder,
      states,
      start: undefined,
      distributed,
      type,
      closed: isObject(holder.States),
      components: undefined,
    };
    this.blocks.push(block);
    parent?.blocks.push(block);
    const written = isObject(holder.States) ? holder.States : {};
    for (const name of Object.keys(written)) this.state(block, states, name, written[name]);
    block.start = typeof StartAt === "string" ? states.get(StartAt) : undefined;
    block.closed = connect(states) && block.closed && block.start !== undefined;
    for (const state of states.values()) this.inner(state);
  }

  private state(block: Open, states: Map<string, State>, name: string, value: Json): void {
    if (!isObject(value) || typeof value.Type !== "string") {
      block.closed = false;
      return;
    }
    const state: State = {
      index: this.states.length,
      name,
      block,
      path: leadOn(block.path, "States", name),
      value,
      type: value.Type as StateType,
      language: languageOf(value, this.language),
      transitions: NONE,
      predecessors: NONE,
      blocks: [],
      ends: value.End === true || value.Type === "Succeed" || value.Type === "Fail",
      expressions: undefined,
    };
    states.set(name, state);
    this.states.push(state);
  }

  private inner(state: State): void {
    const { type } = state.block;
    const { Branches } = state.value;
    if (state.type === "Parallel" && Array.isArray(Branches))
      Branches.forEach((branch, index) =>
        this.block(branch, leadOn(state.path, "Branches", index), state, false, type),
      );
    if (state.type !== "Map") return;
    const field = own(state.value, "ItemProcessor") === undefined ? "Iterator" : "ItemProcessor";
    const processor = own(state.value, field);
    if (processor === undefined) return;
    const distributed = isDistributed(processor);
    const inner = distributed ? (childType(processor) ?? type) : type;
    this.block(processor, leadOn(state.path, field), state, distributed, inner);
  }
}

/** A block while it is being read. */
interface Open extends Omit<Block, "start" | "closed"> {
  start: State | undefined;
  closed: boolean;
}

/** Lays the transitions between a block's states; false where one leads nowhere known. */
function connect(states: ReadonlyMap<string, State>): boolean {
  let closed = true;
  for (const from of states.values()) {
    eachTarget(from.value, (target, field, index) => {
      const to = states.get(target);
      if (to === undefined) {
        closed = false;
        return;
      }
      const transition = { from, to, via: field as Via, index };
      from.transitions = append(from.transitions, transition);
      to.predecessors = append(to.predecessors, transition);
    });
  }
  return closed;
}
