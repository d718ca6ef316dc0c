import type { ExitCode } from "./stop.js";

let meant = false;

/** Ends the process with this exit code. All of `asl` leaves through here. */
export function exit(code: number): never {
  meant = true;
  process.exit(code);
}

/** Lets `tell` say so and give the exit code where the process ends in another way, as through a handler's process.exit. */
export function guardExit(tell: () => ExitCode): void {
  process.once("exit", () => {
    if (!meant) process.exitCode = tell();
  });
}
