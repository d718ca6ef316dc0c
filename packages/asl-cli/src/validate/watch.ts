import { statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { exit } from "../exit.js";
import { explain } from "../explain.js";
import { shortPath, shownPath } from "../files.js";
import { stderr, stdout } from "../output.js";
import { Stop } from "../stop.js";
import { checkAll, type Known, keyOf } from "./check-all.js";
import type { CheckedFile } from "./checked.js";
import { findFiles, watched } from "./files.js";
import { type Job, jobOf } from "./job.js";
import type { CheckedOptions } from "./options.js";
import { prettyReport } from "./pretty.js";
import { reportOf } from "./report.js";

/** Silence after a change before files are checked again: editors write in several steps. */
const SETTLE = 80;

/**
 * Checks, and checks again what changes, until Ctrl-C ends the process: nothing listens, so it does while files are being
 * checked, too. Rejects for what is wrong with the arguments.
 */
export async function watchFiles(files: readonly string[], options: CheckedOptions): Promise<never> {
  const watching = new Watching(files, options);
  await watching.start();
  return new Promise(() => {});
}

/** Time for a reader to leave after a report. */
const LEAVE = 100;

class Watching {
  private job: Job | undefined;
  private readonly known: Known = new Map();
  /** Folders all of which is watched, and single files. */
  private readonly folders = new Set<string>();
  private readonly single = new Set<string>();
  /** Paths of which something was heard; true where they surely changed. */
  private readonly heard = new Map<string, boolean>();
  /** When the files that matter were last read, or shortly before. */
  private readonly read = new Map<string, number>();
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private ready = false;
  /** Files of the last round, and what ended it. */
  private keys: string | undefined;
  private fault: Stop | undefined;

  constructor(
    private readonly files: readonly string[],
    private readonly options: CheckedOptions,
  ) {}

  /** Arguments that are wrong end the command; what becomes wrong later does not. */
  async start(): Promise<void> {
    this.job = await this.newJob();
    findFiles(this.job.search);
    const ignored = (path: string) => !this.concerns(path);
    this.watcher = watch([], { ignored });
    this.watcher.on("all", (event, path) => this.hear(event, resolve(path)));
    this.watcher.on("error", (error) => stderr.line(`asl: cannot watch: ${String(error)}`));
    this.look(this.job);
    await new Promise((ready) => this.watcher?.once("ready", () => ready(undefined)));
    if (stdout.terminal) process.stdout.on("resize", () => this.redraw());
    this.ready = true;
    await this.round();
  }

  /** Whether something at this path may matter: the folders on the way to it do, too. */
  private concerns(path: string): boolean {
    const at = resolve(path);
    if (this.single.has(at) || this.folders.has(at)) return true;
    for (const folder of this.folders) if (at.startsWith(folder + sep)) return isOpen(relative(folder, at));
    for (const file of this.single) if (dirname(file) === at) return true;
    return false;
  }

  /** That a file begins to be watched is heard as well, at any time: it counts where it changed since it was read. */
  private hear(event: string, path: string): void {
    if (this.ready) this.note(path, event !== "add");
  }

  /** Excerpts are as wide as the terminal was. */
  private redraw(): void {
    this.known.clear();
    this.note("", true);
  }

  private note(path: string, sure: boolean): void {
    this.heard.set(path, sure || this.heard.get(path) === true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), SETTLE);
  }

  /** What has changed since the last call. */
  private changes(): Set<string> {
    const changed = [...this.heard].filter(([path, sure]) => sure || changedSince(path, this.read.get(path) ?? 0));
    this.heard.clear();
    return new Set(changed.map(([path]) => path));
  }

  /** One look at everything that changed; nothing is said where it concerns no file. Rounds do not overlap. */
  private async round(): Promise<void> {
    if (this.busy) return this.note("", true);
    this.busy = true;
    const changed = this.changes();
    try {
      const told = this.fault;
      this.fault = undefined;
      const report = await this.check(changed, told !== undefined);
      if (report !== undefined) await this.say(changed, () => stdout.write(report));
    } catch (error) {
      if (!(error instanceof Stop)) exit(explain(error));
      this.fault = error;
      await this.say(changed, () => void explain(error));
    }
    this.busy = false;
  }

  private async check(changed: ReadonlySet<string>, anyway: boolean): Promise<string | undefined> {
    const job = await this.jobFor(changed);
    for (const [key, checked] of this.known) if (isStale(key, checked, changed)) this.known.delete(key);
    const found = findFiles({ ...job.search, allowEmpty: true });
    const keys = found.map(keyOf).join("\n");
    if (!anyway && keys === this.keys && found.every((one) => this.known.has(keyOf(one)))) return undefined;
    this.keys = keys;
    const before = Date.now();
    const fresh = found.filter((one) => !this.known.has(keyOf(one)));
    const files = await checkAll(found, job.checking, this.known);
    for (const one of fresh)
      for (const path of [one.path, ...(this.known.get(keyOf(one))?.opened ?? [])])
        this.read.set(resolve(path), before);
    this.look(job, files);
    return prettyReport(reportOf(files, job, this.options), stdout.colours);
  }

  /** Configuration and substitutions are read again where they changed. */
  private async jobFor(changed: ReadonlySet<string>): Promise<Job> {
    if (this.job !== undefined && !this.job.settings.some((path) => changed.has(resolve(path)))) return this.job;
    this.job = undefined;
    this.known.clear();
    return (this.job = await this.newJob());
  }

  private async newJob(): Promise<Job> {
    const before = Date.now();
    const job = await jobOf(this.files, this.options);
    for (const path of job.settings) this.read.set(resolve(path), before);
    return job;
  }

  /** Watches whatever matters and is not watched yet. */
  private look(job: Job, files: readonly CheckedFile[] = []): void {
    const { places, folders } = watched(job.search);
    const opened = files.flatMap((file) => [...file.opened]);
    const paths = [...places, ...job.settings, ...opened].map((path) => resolve(path));
    const single = [...new Set(paths)].filter((path) => !this.single.has(path));
    const whole = folders.filter((path) => !this.folders.has(path));
    for (const path of single) this.single.add(path);
    for (const path of whole) this.folders.add(path);
    this.watcher?.add([...whole, ...single.flatMap((path) => [dirname(path), path])]);
  }

  /**
   * On an empty screen on a terminal; elsewhere after a line that says what changed. There a reader may leave after the
   * report, as `head` does: the last line is written when that can be noticed, for nothing else is until the next change.
   */
  private async say(changed: ReadonlySet<string>, report: () => void): Promise<void> {
    const names = [...changed].filter((path) => path !== "").map((path) => shownPath(shortPath(path)));
    if (stdout.terminal) stdout.write("\u001b[2J\u001b[3J\u001b[H");
    else if (names.length > 0)
      stdout.line(`\nChanged: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}\n`);
    stdout.flush();
    report();
    stdout.flush();
    if (!stdout.terminal) await new Promise((leave) => setTimeout(leave, LEAVE));
    stdout.line(stdout.colours.dim("\nWatching for changes; Ctrl-C ends."));
    stdout.flush();
  }
}

/** How much a file's time may lag behind the clock, in milliseconds. */
const LAG = 20;

function changedSince(path: string, time: number): boolean {
  try {
    return statSync(path).ctimeMs >= time - LAG;
  } catch {
    return false;
  }
}

/** Hidden files and packages are not watched. */
const isOpen = (path: string): boolean =>
  path.split(sep).every((part) => part !== "node_modules" && !(part.startsWith(".") && part.length > 1));

/** Whether a known result may have become wrong: its file changed, or one that was opened for it. */
const isStale = (key: string, checked: CheckedFile | undefined, changed: ReadonlySet<string>): boolean =>
  changed.has(key.slice(0, key.lastIndexOf("#"))) || (checked?.opened ?? []).some((path) => changed.has(resolve(path)));
