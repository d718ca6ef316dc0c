import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./workspace.mjs";

/**
 * Runs a program in the repository, its output shown as it comes; resolves with its exit code, and never rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.on("error", (error) => {
      console.error(`${command} did not start: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs the command-line program of a package installed at the top of the workspace, without a shell or npx between.
 * @param {string} name of the package
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export const runTool = (name, args, options) => run(process.execPath, [toolPath(name), ...args], options);

function toolPath(name) {
  const manifest = join(root, "node_modules", name, "package.json");
  const { bin } = createRequire(import.meta.url)(manifest);
  const file = typeof bin === "string" ? bin : (bin[name.replace(/^@.*\//, "")] ?? bin.tsc ?? Object.values(bin)[0]);
  return join(dirname(manifest), file);
}
