import { redactHistory, secretLiterals } from "asl-core/history";
import type { PageFile } from "../page/index.js";
import { awsEventsOf } from "../timeline/aws-events.js";
import { executionName } from "../timeline/execution-name.js";
import { type Origin, originOf } from "../timeline/origin.js";
import type { Run } from "../timeline/run.js";
import type { Opened } from "./opened.js";

/** The texts that were opened, to be given away as they came. */
export class Originals {
  constructor(private readonly opened: Opened) {}

  get hasDefinition(): boolean {
    return this.opened.drawn !== undefined;
  }

  get hasHistory(): boolean {
    return (this.opened.timeline?.length ?? 0) > 0;
  }

  /** The definition, with what is chosen of several; undefined where nobody gave one. */
  async definition(): Promise<PageFile | undefined> {
    const { drawn, definitions } = this.opened;
    if (drawn === undefined) return undefined;
    const origin = definitions.length > 1 ? undefined : originOf(drawn);
    if (origin !== undefined) return fileOf(origin, DEFINITION);
    return { name: `${baseOf(drawn.name)}.asl.json`, text: JSON.stringify(drawn.definition, null, 2) };
  }

  /** The history, with what is chosen of several and without values of keys that hold one of some words; undefined for none. */
  async history(words: readonly string[] = []): Promise<PageFile | undefined> {
    const { timeline } = this.opened;
    if (timeline === undefined || timeline.length === 0) return undefined;
    const origin = words.length > 0 ? undefined : this.historyOrigin;
    if (origin !== undefined) return fileOf(origin, HISTORY);
    return { name: HISTORY, text: JSON.stringify(this.told(timeline.run, words)) };
  }

  /** Redacted, it does not tell the ARN, which names the account. */
  private told(run: Run, words: readonly string[]) {
    const events = awsEventsOf(run);
    const { executionArn } = run;
    return words.length > 0
      ? { events: redactHistory(events, words) }
      : { ...(executionArn && { executionArn }), events };
  }

  /** What the run is called, so that the page calls it so, too: by its execution, else by its file; "" for neither. */
  private get runName(): string {
    const { timeline, historyName } = this.opened;
    return executionName(timeline?.run.executionArn) ?? historyName;
  }

  /** Values that the definition itself gives to keys that hold one of some words, which nothing takes out: their places. */
  literals(words: readonly string[]): readonly string[] {
    const { drawn } = this.opened;
    return drawn === undefined ? [] : secretLiterals(drawn.definition, words);
  }

  /** All that must be opened to see the same. A text that holds both comes alone. */
  async files(words: readonly string[] = []): Promise<PageFile[]> {
    const found = await this.history(words);
    const isMade = words.length > 0 || this.historyOrigin === undefined;
    const history = found && isMade ? { ...found, name: this.runName || HISTORY } : found;
    const isWhole = words.length === 0 && this.historyOrigin !== undefined && originOf(this.opened.drawn) === undefined;
    const definition = isWhole ? undefined : await this.definition();
    return [definition, history].filter((one) => one !== undefined);
  }

  /** The run with its definition, where it brings one, as one text. */
  async whole(words: readonly string[] = []): Promise<PageFile | undefined> {
    const { timeline, drawn } = this.opened;
    if (timeline === undefined || timeline.length === 0) return undefined;
    if (words.length === 0 && this.historyOrigin !== undefined) return fileOf(this.historyOrigin, HISTORY);
    const told = { ...(drawn && { definition: drawn.definition }), ...this.told(timeline.run, words) };
    return { name: this.runName, text: JSON.stringify(told) };
  }

  /** Of the run, where its text holds no other. */
  private get historyOrigin(): Origin | undefined {
    const { history, histories, timeline } = this.opened;
    return histories.length > 1 ? undefined : originOf(history ?? timeline?.run);
  }

  /** What files about it are called, without an ending. */
  get base(): string {
    return baseOf(this.opened.drawn?.name ?? "");
  }
}

const [DEFINITION, HISTORY] = ["state-machine.asl.json", "history.json"];

const fileOf = async ({ name, text }: Origin, otherwise: string): Promise<PageFile> => ({
  name: name || otherwise,
  text: typeof text === "string" ? text : await text.text(),
});

/** A name that any file system takes: "order" of "src/order.asl.json". */
export function baseOf(name: string): string {
  const last = name.slice(name.search(/[^/\\]*$/)).replace(/(\.asl)?\.(json[5c]?|ya?ml|tf|history)$|\.asl$/i, "");
  return (
    last
      .replace(/[^\p{L}\p{N}._-]+/gu, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .slice(0, 80) || "state-machine"
  );
}
