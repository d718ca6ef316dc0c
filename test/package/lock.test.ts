import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { locked } from "../../scripts/lock.mjs";
import { cache, root } from "../../scripts/workspace.mjs";

const name = `lock-test-${process.pid}`;
const files = () => readdirSync(cache).filter((file) => file.startsWith(name));
const inside = join(cache, `${name}-inside`);
const log = join(cache, `${name}-log`);

/** Takes the lock, says so where nobody else has it, and dies with it. */
const TAKER = `
  import { appendFileSync, rmSync, writeFileSync } from "node:fs";
  import { locked } from ${JSON.stringify(join(root, "scripts/lock.mjs"))};
  await locked(${JSON.stringify(name)}, async () => {
    let word = "alone ";
    try { writeFileSync(${JSON.stringify(inside)}, "", { flag: "wx" }); } catch { word = "together "; }
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(${JSON.stringify(log)}, word);
    rmSync(${JSON.stringify(inside)}, { force: true });
    process.exit();
  });
`;

const ended = () =>
  new Promise((resolve) => spawn(process.execPath, ["--input-type=module", "--eval", TAKER]).on("exit", resolve));

afterEach(() => {
  for (const file of files()) rmSync(join(cache, file), { force: true });
});

it("gives a lock whose process is gone to one of all that wait for it", { timeout: 60_000 }, async () => {
  await Promise.all(Array.from({ length: 8 }, ended));
  expect(readFileSync(log, "utf8").trim().split(" ")).toEqual(Array.from({ length: 8 }, () => "alone"));
  expect(await locked(name, async () => "mine")).toBe("mine");
});

it("does one after another, and leaves one file", async () => {
  let running = 0;
  const work = async (): Promise<number> => {
    running++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return running--;
  };
  expect(await Promise.all([1, 2, 3].map(() => locked(name, work)))).toEqual([1, 1, 1]);
  expect(files()).toEqual([`${name}.lock.3`]);
});

it("is free after work that failed, and where a taker is late", async () => {
  await expect(locked(name, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}.lock.9`), "");
  expect(await locked(name, async () => files())).toEqual([`${name}.lock.10`]);
});
