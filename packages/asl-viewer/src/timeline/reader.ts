import type { AwsEvent, RecordedHistory } from "asl-core/history";
import { type Found, LONGEST, openText, SourceError } from "./source.js";

/** How a text is read. */
export interface ReadingOptions {
  /** How far it has come: in words, and as a share where that is known. */
  readonly onProgress?: (words: string, share?: number) => void;
  /** Ends the reading, which rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Reads texts and files. */
export interface Reader {
  /** As `openText`, with parts of histories; a file that is none, a folder say, rejects with SourceError, too. */
  read(source: string | Blob, file: string, options?: ReadingOptions): Promise<Found>;
}

/** Shorter texts are read at once on the caller's thread, in UTF-16 units or bytes. */
const SHORT = 1024 * 1024;
/** Events that come from the worker in one message: few enough for the page to answer in between. */
const BATCH = 1000;

/** What the worker is asked. */
interface Question {
  readonly source: string | Blob;
  readonly file: string;
}

/** What it says: how far it has come; executions, each with its events after it; and what came of it. */
type Word =
  | { readonly step: string }
  | { readonly history: Omit<RecordedHistory, "events">; readonly length: number }
  | { readonly events: readonly AwsEvent[] }
  | { readonly found: Pick<Found, "kind" | "definitions"> }
  | { readonly elsewhere: true }
  | { readonly refused: Pick<SourceError, "message" | "hint" | "place"> };

/**
 * Reads long texts in the worker that `worker` makes, a script that calls `answerReader`; short ones, and all where no
 * worker can be made, on the caller's thread. A worker lives as long as its text is read.
 */
export function createReader({ worker }: { worker?: () => Worker | Promise<Worker> } = {}): Reader {
  return {
    async read(source, file, options = {}) {
      const size = typeof source === "string" ? source.length : source.size;
      if (typeof source !== "string" && size > LONGEST) throw tooLong(size);
      const made = size > SHORT ? await begun(worker) : undefined;
      const found = made === undefined ? null : await readInWorker(made, source, file, options);
      return found ?? openText(await textOf(source), file, { parts: true });
    },
  };
}

async function begun(worker: (() => Worker | Promise<Worker>) | undefined): Promise<Worker | undefined> {
  try {
    return await worker?.();
  } catch {
    return undefined;
  }
}

const tooLong = (size: number): SourceError =>
  new SourceError(`it is too long: ${Math.ceil(size / 1024 / 1024)} MB, of at most 128`);

async function textOf(source: string | Blob): Promise<string> {
  if (typeof source === "string") return source;
  try {
    return await source.text();
  } catch {
    throw new SourceError("it cannot be read", "Is it a folder? Drop the files in it.");
  }
}

/** Null for what this thread must read itself: values of definitions cannot leave the worker with their places. */
function readInWorker(worker: Worker, source: string | Blob, file: string, { onProgress, signal }: ReadingOptions) {
  return new Promise<Found | null>((resolve, reject) => {
    const gathering = new Gathering(resolve, reject, onProgress);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal?.aborted) reject(signal.reason);
    worker.onmessage = ({ data }: MessageEvent<Word>) => gathering.hear(data);
    worker.onerror = () => resolve(null);
    worker.postMessage({ source, file } satisfies Question);
  }).finally(() => worker.terminate());
}

/** Puts together what the worker says. */
class Gathering {
  private readonly histories: (Omit<RecordedHistory, "events"> & { events: AwsEvent[] })[] = [];
  private length = 0;

  constructor(
    private readonly resolve: (found: Found | null) => void,
    private readonly reject: (error: unknown) => void,
    private readonly onProgress: ReadingOptions["onProgress"],
  ) {}

  hear(word: Word): void {
    if ("step" in word) this.onProgress?.(word.step);
    else if ("history" in word) this.begin(word.history, word.length);
    else if ("events" in word) this.add(word.events);
    else if ("found" in word) this.resolve({ ...word.found, histories: this.histories });
    else if ("elsewhere" in word) this.resolve(null);
    else this.reject(new SourceError(word.refused.message, word.refused.hint, word.refused.place));
  }

  private begin(history: Omit<RecordedHistory, "events">, length: number): void {
    this.histories.push({ ...history, events: [] });
    this.length = length;
  }

  private add(more: readonly AwsEvent[]): void {
    const events = this.histories.at(-1)?.events ?? [];
    events.push(...more);
    this.onProgress?.(`${events.length} of ${this.length} events`, events.length / this.length);
  }
}

/** The worker's own global object, as far as it is used here. */
export interface WorkerScope {
  postMessage(word: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Makes the script that calls it a worker for `createReader`. */
export function answerReader(scope: WorkerScope): void {
  scope.onmessage = ({ data }: MessageEvent<Question>) => void answer(scope, data);
}

async function answer(scope: WorkerScope, { source, file }: Question): Promise<void> {
  const say = (word: Word): void => scope.postMessage(word);
  try {
    say({ step: "Reading" });
    const text = await textOf(source);
    say({ step: `Parsing ${(text.length / 1e6).toFixed(0)} MB` });
    tell(await openText(text, file, { parts: true }), say);
  } catch (error) {
    if (!(error instanceof SourceError)) return say({ elsewhere: true });
    const { message, hint, place } = error;
    say({ refused: { message, hint, ...(place && { place }) } });
  }
}

function tell({ kind, definitions, histories, run }: Found, say: (word: Word) => void): void {
  if (histories.length === 0 || run !== undefined) return say({ elsewhere: true });
  for (const { events, ...history } of histories) {
    say({ history, length: events.length });
    for (let at = 0; at < events.length; at += BATCH) say({ events: events.slice(at, at + BATCH) });
  }
  say({ found: { kind, definitions } });
}
