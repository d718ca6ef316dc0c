/**
 * `npm start`: sets up what is missing, builds what is stale, and runs the order fulfilment example on the virtual clock.
 * Arguments after `npm start --` are handed to `asl` instead.
 */
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { run } from "./process.mjs";
import { root } from "./workspace.mjs";

const example = "examples/order-fulfilment";
const demonstration = [
  "run",
  `${example}/order-fulfilment.asl.json`,
  "--input",
  `${example}/input.json`,
  "--answers",
  `${example}/answers.yaml`,
];

await install();
if (!(await build())) process.exit(1);

const given = process.argv.slice(2);
const asl = "node packages/asl-cli/dist/asl.js";
const args = given.length > 0 ? given : demonstration;
if (given.length === 0) console.log(`\n$ ${asl} ${args.join(" ")}\n`);
// npm runs this in the repository and says in INIT_CWD where it was called: what is handed to asl names files from there.
const cwd = given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
const code = await run(process.execPath, [`${root}/packages/asl-cli/dist/asl.js`, ...args], { cwd });
if (given.length === 0) console.log(whatToTryNext());
process.exitCode = code;

function whatToTryNext() {
  return `
What to try next ("npm start --" stands for "asl" here):
  npm start -- run ${example}/order-fulfilment.asl.json --input ${example}/input-sad.json \\
                   --answers ${example}/answers-sad.yaml      the sad path of the same order
  npm start -- run --help      real clock, own handlers, history as AWS gives it, JSON for machines
  ls examples                  more machines in both query languages
  npm test                     every check of this repository
`;
}
