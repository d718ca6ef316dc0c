import { resolve } from "node:path";
import { watch } from "chokidar";

/** Silence after a change before a file is read again: editors write in several steps. */
const SETTLE = 80;

/** Calls `saved` with a file's path, as it was given, some time after each time it is written. Gives what ends that. */
export function watchFiles(paths: readonly string[], saved: (path: string) => void): () => Promise<void> {
  const timers = new Map<string, NodeJS.Timeout>();
  const watcher = watch([...paths], { ignoreInitial: true });
  watcher.on("all", (_, written) => {
    const path = paths.find((one) => resolve(one) === resolve(written));
    if (path === undefined) return;
    clearTimeout(timers.get(path));
    timers.set(
      path,
      setTimeout(() => saved(path), SETTLE),
    );
  });
  watcher.on("error", () => {});
  return async () => {
    for (const timer of timers.values()) clearTimeout(timer);
    await watcher.close();
  };
}
