import type { Json } from "asl-core";
import type { DebugHost, OpenFile } from "asl-viewer/debugging/host";
import { stderr, stdout } from "../output.js";
import { placementsFor } from "../report/placements.js";
import { onInterrupt } from "../run/interrupt.js";
import { EXIT, type ExitCode } from "../stop.js";
import { openBrowser } from "./browser.js";
import type { ServingOptions } from "./options.js";
import { readPage } from "./page.js";
import { UiServer } from "./server.js";
import { watchFiles } from "./watching.js";

/** A file that pages have open and that is read again when it is saved. */
export interface Watched {
  /** Where it stands. */
  readonly path: string;
  /** As it was read when all began. */
  readonly file: OpenFile;
  /** Reads it anew; throws where that cannot be done. */
  read(): OpenFile | Promise<OpenFile>;
}

/** What is served. */
export interface Served {
  readonly watched: readonly Watched[];
  /** Of the first picture, where it is known. */
  readonly definition?: Json;
}

/**
 * Serves pages until Ctrl-C: opens the first in a browser, or prints its address. Resolves with exit code 0; rejects with Stop
 * where it cannot serve.
 */
export async function serve(host: DebugHost, served: Served, { port, opens }: ServingOptions): Promise<ExitCode> {
  const { address, close } = await serving(host, served, port);
  const over = interrupted();
  const opened = opens && (await openBrowser(address));
  stdout.line(opened ? `Opened ${address}` : `Open ${address}`);
  stdout.line(stdout.colours.dim("Ctrl-C ends it."));
  stdout.flush();
  await over;
  host.end("asl has ended");
  await close();
  return EXIT.succeeded;
}

/** Serves a page, and tells it of files that are saved; gives its address, and what ends that. */
export async function serving(
  host: DebugHost,
  { watched, definition }: Served,
  port: number,
  page = readPage(),
): Promise<{ readonly address: string; close(): Promise<unknown> }> {
  const server = await UiServer.start({ page, host, port });
  if (definition !== undefined) void foresee(host, definition);
  const last = new Map(watched.map(({ path, file }) => [path, file]));
  const unwatch = watchFiles(
    watched.map(({ path }) => path),
    (path) => void tellChanged(host, watched.find((one) => one.path === path)!, last),
  );
  return { address: server.address, close: () => Promise.all([unwatch(), server.close()]) };
}

/** Lays the first picture out while the browser starts; where that cannot be done, the page says why. */
async function foresee(host: DebugHost, definition: Json): Promise<void> {
  host.placements = await placementsFor(definition).catch(() => undefined);
}

/** Settles at Ctrl-C, and where the process is asked to end. */
async function interrupted(): Promise<void> {
  let release = () => {};
  const heard = new Promise<void>((resolve) => {
    process.once("SIGTERM", () => resolve());
    void onInterrupt(resolve).then((made) => (release = made));
  });
  await heard;
  release();
}

/** Whatever goes wrong while a file is read anew is told to the pages: they keep the text before. */
async function tellChanged(host: DebugHost, { path, read }: Watched, last: Map<string, OpenFile>): Promise<void> {
  const before = last.get(path)!;
  try {
    const file = await read();
    if (file.text === before.text) return;
    last.set(path, file);
    host.changed(file);
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    stderr.line(message);
    host.changed(before, message);
  }
}
