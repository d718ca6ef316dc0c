import { watch } from "./watchdog.js";

/** How often this thread shows that it is alive. */
const BEAT = 100;

/**
 * Calls `stop` at the first Ctrl-C; a second one ends the process at once, as does the first where this thread is so busy
 * that it could not hear it. Gives what ends the listening.
 */
export async function onInterrupt(stop: () => void): Promise<() => void> {
  let heard = false;
  const listener = () => {
    heard = true;
    stop();
  };
  const release = () => void process.removeListener("SIGINT", listener);
  process.once("SIGINT", listener);
  const watching = await watch({ call: release });
  const timer = setInterval(() => {
    watching.beat();
    if (!heard && !process.listeners("SIGINT").includes(listener)) process.once("SIGINT", listener);
  }, BEAT).unref();
  return () => {
    clearInterval(timer);
    watching.stop();
    release();
  };
}
