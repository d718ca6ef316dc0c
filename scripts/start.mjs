/**
 * `npm start`: sets up what is missing, builds what is stale, runs the order fulfilment example on the virtual clock and opens
 * the viewer on what happened. Where nobody sits at a terminal it prints where a page with the run is, and ends. Arguments
 * after `npm start --` are handed to `asl` instead.
 */
import { mkdirSync } from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { run } from "./process.mjs";
import { cache, root } from "./workspace.mjs";

const example = "examples/order-fulfilment";
const definition = `${example}/order-fulfilment.asl.json`;
const made = { history: `${cache}/order-fulfilment.history.json`, page: `${cache}/order-fulfilment.html` };
const inRoot = (file) => relative(root, file);
const demonstration = [
  ...["run", definition, "--input", `${example}/input.json`, "--answers", `${example}/answers.yaml`],
  ...["--history", inRoot(made.history), "--report", inRoot(made.page)],
];

await install();
if (!(await build())) process.exit(1);

const given = process.argv.slice(2);
process.exitCode = given.length > 0 ? await asl(given, process.env.INIT_CWD ?? process.cwd()) : await demonstrate();

/** What npm is given names files from where it was called, which INIT_CWD says; everything else runs in the repository. */
function asl(args, cwd = root) {
  return run(process.execPath, [`${root}/packages/asl-cli/dist/asl.js`, ...args], { cwd });
}

async function demonstrate() {
  mkdirSync(cache, { recursive: true });
  say(demonstration);
  const code = await asl(demonstration);
  console.log(whatToTryNext());
  if (code !== 0) return code;
  if (!somebodyWatches())
    return void console.log(`The same run as a page, for any browser:\n  ${pathToFileURL(made.page)}\n`);
  const viewing = ["view", definition, "--history", inRoot(made.history)];
  say(viewing);
  return asl(viewing);
}

/** Whether somebody can end what goes on until it is ended. */
function somebodyWatches() {
  return process.stdout.isTTY === true && process.stdin.isTTY === true && !process.env.CI;
}

function say(args) {
  console.log(`\n$ node packages/asl-cli/dist/asl.js ${args.join(" ")}\n`);
}

function whatToTryNext() {
  return `
What to try next ("npm start --" stands for "asl" here):
  npm start -- run ${example}/order-fulfilment.asl.json --input ${example}/input-sad.json \\
                   --answers ${example}/answers-sad.yaml      the sad path of the same order
  npm start -- debug --ui ${definition} --input ${example}/input.json
                               the same machine under the debugger, in the browser
  npm start -- run --help      real clock, own handlers, history as AWS gives it, JSON for machines
  ls examples                  more machines in both query languages
  npm test                     every check of this repository
`;
}
