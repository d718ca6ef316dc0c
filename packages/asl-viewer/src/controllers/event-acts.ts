import { deepEqual, type Event, type Json, type JsonObject } from "asl-core";
import { loadTests } from "../debugging/index.js";
import {
  awsEventsOf,
  type BreakPoint,
  breakPointAt,
  type Ending,
  executionName,
  mockOf,
  payloadOf,
  type Timeline,
  type Visit,
} from "../timeline/index.js";
import type { Debuggable } from "./debuggable.js";
import type { Debugging } from "./debugging.js";
import { specOf } from "./drawn-text.js";
import { wordsOf } from "./fault.js";
import { type Inspecting, lookAt } from "./inspecting.js";

/** Whose events something is done with. */
export interface EventActing extends Debuggable {
  readonly debug: { readonly debugging: Debugging; readonly inspecting: Inspecting };
}

/** What can be done with a past event of the run that is open. */
export class EventActs {
  readonly timeline: Timeline;
  /** What the menu tells of, also once a restart has cut the run off before it: all that it shows is read at its beginning. */
  readonly event: Event;
  /** The visit the event belongs to. */
  readonly visit: Visit | undefined;
  /** Where that is: "Ship each[2] › Ship". */
  readonly place: string;
  /** What the visit began with, and the number of the event by which it did. */
  readonly began: { readonly input: Json; readonly id: number };
  /** What the task answered; undefined where none did. */
  readonly mock: JsonObject | undefined;
  readonly breakPoint: BreakPoint | undefined;

  constructor(
    private readonly host: EventActing,
    at: number,
  ) {
    this.timeline = host.opened.timeline as Timeline;
    this.event = this.timeline.events[at];
    this.visit = this.timeline.visitAt(at + 1);
    this.place = this.visit === undefined ? "" : this.timeline.placeOf(this.visit);
    const first = this.timeline.events[this.visit?.from ?? at];
    this.began = { input: payloadOf(first) ?? {}, id: first.id };
    this.mock = this.visit && mockOf(this.timeline, this.visit);
    this.breakPoint = host.opened.drawn === undefined ? undefined : breakPointAt(this.timeline, at);
  }

  /** Has the next run stop there, or this one where it comes there again. Gives back what is to be said of it. */
  break({ spec, words }: BreakPoint): string {
    const { debugging } = this.host.debug;
    const isThere = debugging.breakpoints.some((one) => deepEqual({ ...specOf(one) } as Json, { ...spec } as Json));
    if (isThere) return `There is a breakpoint already: ${words}`;
    void debugging.setBreakpoints([...debugging.breakpoints, spec]);
    return `Breakpoint set: ${words}${debugging.active ? "" : ". It holds once this is debugged"}`;
  }

  /** Why the run cannot be gone on with from there in another way; undefined where it can. */
  get notRestartable(): string | undefined {
    const { debugging, inspecting } = this.host.debug;
    if (this.visit === undefined) return "The event belongs to no state";
    if (debugging.active) return debugging.away;
    const not = inspecting.notAgain;
    return not === "" ? "The text it came from is not there any more" : not;
  }

  /**
   * Goes back to where the visit began and lets it begin with another input; a recorded execution is debugged for it, and
   * its tasks give what they gave. Gives back why it cannot; undefined where it did.
   */
  async restart(input: Json): Promise<string | undefined> {
    const { visit } = this;
    if (visit === undefined) return "The event belongs to no state";
    try {
      return await this.begin(visit, input);
    } catch (error) {
      return wordsOf(error);
    }
  }

  private async begin(visit: Visit, input: Json): Promise<string | undefined> {
    const { debugging, inspecting } = this.host.debug;
    const start = debugging.active ? undefined : await inspecting.startOf();
    if (typeof start === "string") return start;
    const execution = debugging.active ? debugging.run.execution : 0;
    const replay = start && (await debugging.debug(start));
    const look = lookAt(this.timeline, visit, visit.from + 1, execution, replay);
    if (look === undefined) return `Run again here, it does not come there: ${replay?.difference}`;
    const { frame } = await debugging.asked!.inspect(look);
    const { name } = this.timeline.nodeOf(visit);
    // In front of the state; of a frame that begins with it, where it has just been entered.
    for (const count of [look.event - 1, look.event])
      if ((await debugging.goTo(execution, count)) && (await debugging.jump(frame, name, input))) return undefined;
    return debugging.fault?.text ?? "The run cannot go on from there.";
  }

  /** The mock, for `asl run --answers` and test files. */
  async mockText(): Promise<string> {
    return (await loadTests()).answersText(this.mock ?? {});
  }

  /** Why no test can be made of the run; undefined where one can. */
  get notTestable(): string | undefined {
    const { trail, drawn } = this.host.opened;
    if (trail.length > 0) return "A test is made of a whole execution, not of a child";
    return drawn === undefined ? "A test needs the definition" : undefined;
  }

  /** A test file with the whole run as its case: input, answers, end and path. Rejects where none can be made. */
  async testText(): Promise<string> {
    const { run, ending } = this.timeline;
    const { definition, name: file } = this.host.opened.drawn!;
    const { testFileOf } = await loadTests();
    return testFileOf({
      ...{
        events: awsEventsOf(run),
        definition: definition as JsonObject,
        name: executionName(run.executionArn) ?? `a run that ${ENDINGS[ending]}`,
      },
      ...(/\.(json|ya?ml)$/i.test(file) && { file }),
    });
  }
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  succeeded: "succeeds",
  failed: "fails",
  aborted: "is aborted",
  running: "goes on",
  "timed out": "times out",
};

/** For a past event, by its index; undefined where there is none any more. */
export const makeEventActs = (host: EventActing, at: number): EventActs | undefined =>
  host.opened.timeline?.events[at] === undefined ? undefined : new EventActs(host, at);
