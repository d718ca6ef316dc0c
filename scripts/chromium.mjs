import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { run, runTool } from "./process.mjs";

/** Flags under which Chromium starts headless anywhere, as root and in containers too, and asks no network for anything. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/usr/bin",
  ...(process.env.PATH ?? "").split(delimiter).filter(Boolean),
  "/Applications/Google Chrome.app/Contents/MacOS",
];

/** The Chromium or Chrome to use: CHROME_PATH, one found on this machine, or one playwright downloaded; else undefined. */
export function findChromium() {
  const known = places.flatMap((place) => [...names, "Google Chrome"].map((name) => join(place, name)));
  return [process.env.CHROME_PATH, ...known, playwrightsOwn()].find((path) => path && executable(path));
}

/**
 * Finds Chromium or installs it: Debian's package where this is Debian and root, else playwright's own download.
 * @returns {Promise<string | undefined>} path of the program; undefined where none could be had
 */
export async function ensureChromium() {
  return findChromium() ?? ((await fromDebian()) || (await fromPlaywright()) ? findChromium() : undefined);
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(readIfThere("/etc/os-release"))) return false;
  console.log("Installing Debian's chromium for the browser tests …");
  const options = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  const apt = (...args) => run("apt-get", ["-qq", ...args], options);
  return (await apt("update")) === 0 && (await apt("install", "-y", "--no-install-recommends", "chromium")) === 0;
}

async function fromPlaywright() {
  console.log("Downloading playwright's chromium for the browser tests …");
  return (await runTool("playwright-core", ["install", "chromium"], { timeout: 300_000 })) === 0;
}

function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
  } catch {
    return undefined;
  }
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = await ensureChromium();
  console.log(path ?? "No Chromium could be had.");
  process.exitCode = path ? 0 : 1;
}
