import { relative, resolve, sep } from "node:path";
import { watch } from "chokidar";
import { exit } from "../exit.js";
import { explain } from "../explain.js";
import { shortPath } from "../files.js";
import { stderr, stdout } from "../output.js";
import { Stop } from "../stop.js";
import { findTests } from "./find.js";
import type { CheckedOptions } from "./options.js";
import { prettyReporter } from "./pretty.js";
import type { FileResult } from "./result.js";
import { runSuite } from "./suite.js";
import { forgetMockConfigs } from "./with-mocks.js";

/** Silence after a change before tests are run again: editors write in several steps. */
const SETTLE = 80;
/** A file of tests by its name. */
const IS_TEST = /\.asl\.test\.(json|ya?ml)$/i;

/** Runs the tests, and again those that something changed for, until Ctrl-C ends the process: nothing listens, so it does inside of a case, too. */
export async function watchTests(files: readonly string[], options: CheckedOptions): Promise<never> {
  const watching = new Watching(files, options);
  await watching.start();
  return new Promise(() => {});
}

class Watching {
  private readonly changed = new Set<string>();
  private results: readonly FileResult[] = [];
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private readonly watcher = watch([], { ignoreInitial: true, ignored: (path) => !isOpen(path) });
  /** Files outside the current folder that are watched, too. */
  private readonly outside = new Set<string>();

  constructor(
    private readonly files: readonly string[],
    private readonly options: CheckedOptions,
  ) {}

  /** Arguments that are wrong end the command; what becomes wrong later does not. */
  async start(): Promise<void> {
    findTests(this.files);
    this.watcher.on("all", (_, path) => this.hear(resolve(path)));
    this.watcher.on("error", (error) => stderr.line(`asl: cannot watch: ${String(error)}`));
    this.watcher.add(".");
    await new Promise((ready) => this.watcher.once("ready", () => ready(undefined)));
    await this.round(undefined);
  }

  private hear(path: string): void {
    if (!IS_TEST.test(path) && !this.results.some(({ opened }) => opened.some((one) => isAt(path, one)))) return;
    this.changed.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.again(), SETTLE);
  }

  /** Rounds do not overlap: what changes meanwhile is looked at afterwards. */
  private async again(): Promise<void> {
    if (this.busy) {
      this.timer = setTimeout(() => void this.again(), SETTLE);
      return;
    }
    const changed = new Set(this.changed);
    this.changed.clear();
    if (changed.size > 0) await this.round(changed);
  }

  /** Runs the tests that are new or made of something that changed; all where nothing is said. */
  private async round(changed: ReadonlySet<string> | undefined): Promise<void> {
    this.busy = true;
    try {
      const before = performance.now();
      const paths = findTests(this.files);
      const known = new Map(this.results.map((result) => [result.file, result]));
      const stale = paths.filter((path) => changed === undefined || isStale(known.get(path), changed));
      forgetMockConfigs();
      const fresh = new Map((await runSuite(stale, this.options)).map((result) => [result.file, result]));
      this.results = paths.flatMap((path) => fresh.get(path) ?? known.get(path) ?? []);
      this.look();
      this.say(changed, [...fresh.values()], performance.now() - before);
    } catch (error) {
      if (!(error instanceof Stop)) exit(explain(error));
      explain(error);
    }
    this.busy = false;
  }

  /** Watches what tests are made of and stands elsewhere. */
  private look(): void {
    for (const path of this.results.flatMap(({ opened }) => opened).map((one) => resolve(one))) {
      if (!relative("", path).startsWith("..") || this.outside.has(path)) continue;
      this.outside.add(path);
      this.watcher.add(path);
    }
  }

  /** On an empty screen on a terminal; elsewhere after a line that says what changed. */
  private say(changed: ReadonlySet<string> | undefined, fresh: readonly FileResult[], took: number): void {
    const names = [...(changed ?? [])].map(shortPath);
    if (stdout.terminal) stdout.write("\u001b[2J\u001b[3J\u001b[H");
    else if (names.length > 0)
      stdout.line(`\nChanged: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}\n`);
    const { quiet } = this.options;
    const reporter = prettyReporter({ colours: stdout.colours, width: stdout.width, quiet });
    for (const result of fresh) stdout.write(reporter.file?.(result) ?? "");
    stdout.write(reporter.end(this.results, took));
    stdout.line(stdout.colours.dim("\nWatching for changes; Ctrl-C ends."));
    stdout.flush();
  }
}

/** Hidden files and packages are not watched. */
const isOpen = (path: string): boolean =>
  relative("", resolve(path))
    .split(sep)
    .every((part) => part !== "node_modules" && !(part.startsWith(".") && part !== "." && part !== ".."));

const isStale = (result: FileResult | undefined, changed: ReadonlySet<string>): boolean =>
  result === undefined || result.opened.some((one) => [...changed].some((path) => isAt(path, one)));

/** Whether a path is what tests were made of: a file, or something in a folder. */
const isAt = (path: string, opened: string): boolean =>
  path === resolve(opened) || path.startsWith(`${resolve(opened)}${sep}`);
