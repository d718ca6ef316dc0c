// Tests a workflow that takes three days, and in which timeouts race with answers, the first time in this process and then
// until it is warm; prints the milliseconds of CPU time as JSON.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/workspace.mjs";

const { loadMachine } = await import(pathToFileURL(join(root, "packages/asl-core/dist/testing/index.js")).href);

const ask = (queue, more) => ({
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  Parameters: { QueueUrl: queue, MessageBody: { "token.$": "$$.Task.Token" } },
  TimeoutSeconds: 86_400,
  ...more,
});
const late = (next) => [{ ErrorEquals: ["States.Timeout"], ResultPath: "$.late", Next: next }];
const DEFINITION = {
  StartAt: "Ask team",
  States: {
    "Ask team": ask("team", { HeartbeatSeconds: 43_200, Catch: late("Ask manager"), Next: "Book" }),
    "Ask manager": ask("manager", { Catch: late("Ask both"), Next: "Book" }),
    "Ask both": {
      Type: "Parallel",
      Branches: ["director", "board"].map((who) => ({
        StartAt: `Ask ${who}`,
        States: {
          [`Ask ${who}`]: ask(who, { Catch: late(`No ${who}`), End: true }),
          [`No ${who}`]: { Type: "Pass", End: true },
        },
      })),
      ResultPath: "$.answers",
      Next: "Book",
    },
    Book: { Type: "Pass", End: true },
  },
};

/** Heartbeats keep the team's task alive, its timeout wins; the manager's wins too; the director answers at the last moment. */
async function test(machine) {
  const session = machine.start({ input: { days: 3 } });
  await session.advance("11h");
  await session.heartbeat("Ask team");
  await session.advance("11h");
  await session.heartbeat("Ask team");
  await session.runUntil("Ask manager");
  await session.runUntil("Ask both");
  await session.advance("1d", { before: true });
  await session.answer("Ask director", { approved: true });
  const run = await session.finish();
  assert.equal(run.status, "SUCCEEDED");
  assert.equal(run.duration, 3 * 86_400_000);
  assert.equal(run.state("No board").length, 1);
  assert.equal(run.state("No director").length, 0);
}

async function spent(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { time: (user + system) / 1000, result };
}

const { time: load, result: machine } = await spent(() => loadMachine(DEFINITION));
const { time: cold } = await spent(() => test(machine));
const many = async () => {
  for (let n = 0; n < 500; n++) await test(machine);
};
await many();
const warm = (await spent(many)).time / 500;
console.log(JSON.stringify({ load, cold, warm }));
