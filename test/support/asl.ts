import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { buildAll, isBuilt } from "./tarballs.js";

/** What a call of `asl` gave. */
export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Calling {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  /** Called with what has been written so far; may send a signal, or stop reading. */
  readonly watch?: (written: string, kill: (signal: NodeJS.Signals) => void, leave: () => void) => void;
}

const LONGEST = 20_000;

/** A folder of files that is gone after the tests, and `asl` called in it. */
export function workFolder() {
  const folder = mkdtempSync(join(tmpdir(), "asl-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: folder,
    /** Writes a file and gives its name back. */
    file(name: string, content: string | Buffer | object): string {
      const text = typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content);
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      return name;
    },
    asl: (args: readonly string[], calling: Calling = {}): Promise<Called> => runIn(folder, args, calling),
  };
}

/** Runs the built `asl`; a call that takes longer than 20 seconds is killed and gives code null. */
export function runIn(cwd: string, args: readonly string[], { stdin, env, watch }: Calling = {}): Promise<Called> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
  const asl = join(root, "packages/asl-cli/dist/asl.js");
  const child = spawn(process.execPath, [asl, ...args], { cwd, env: { ...clean, ...env }, timeout: LONGEST });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    const kill = (signal: NodeJS.Signals) => void child.kill(signal);
    watch?.(stdout, kill, () => child.stdout.destroy());
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin ?? "");
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const LOCK = join(root, "node_modules/.cache/asl-build.lock");

/** Builds `asl` where its build is stale. Test files run side by side: one of them builds, the others wait for it. */
export async function built(): Promise<void> {
  if (isBuilt) return;
  for (let wait = 0; !locked() && wait < 1200; wait++) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    buildAll();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function locked(): boolean {
  try {
    mkdirSync(dirname(LOCK), { recursive: true });
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}
