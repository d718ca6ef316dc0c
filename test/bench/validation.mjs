import { commandIsBuilt, commandTime } from "./cold-start.mjs";
import { measure, ratio } from "./measure.mjs";
import { realFolder, realPresent } from "./validations.mjs";

/**
 * What validation must reach. V1: times as fast as asl-validator on the same file in the same run, warm; the first time,
 * when nothing is compiled yet, at least as fast. V2: what a state may
 * cost at ten times the size, over what it costs. V3: milliseconds of CPU time for a whole validation after an edit.
 */
export const VALIDATION_FLOORS = { V1: 2, V2: 1.5, V3: 30 };

export const LANGUAGES = ["JSONPath", "JSONata"];
const SIZES = [500, 5000, 50_000];

/** The parts by their names; each gives its rows, `[]` where it cannot be measured here. */
export const VALIDATIONS = { V1: againstPeer, V2: bySize, V3: afterEdits, V4: realFiles };

async function againstPeer(effort) {
  const rows = [];
  for (const language of LANGUAGES) {
    const id = `validate/${language}/5000`;
    const results = await measure(
      ["validate", "asl-validator"].map((name) => ({ key: name, args: [name, id] })),
      effort,
    );
    const { validate: ours, "asl-validator": peer } = results;
    const times = { first: peer.first / ours.first, warm: ratio(ours, peer) };
    rows.push({ language, ours, peer, times, ok: times.first >= 1 && times.warm >= VALIDATION_FLOORS.V1 });
  }
  return rows;
}

async function bySize(effort) {
  const rows = [];
  for (const language of LANGUAGES) {
    const contestants = SIZES.map((size) => ({
      key: String(size),
      args: ["validate", `validate/${language}/${size}`],
    }));
    const results = await measure(contestants, effort);
    const costs = SIZES.slice(1).map((size, i) => ratio(results[SIZES[i]], results[size]));
    const micros = SIZES.map((size) => 1e6 / results[size].rate);
    rows.push({ language, micros, costs, ok: Math.max(...costs) <= VALIDATION_FLOORS.V2 });
  }
  return rows;
}

async function afterEdits(effort) {
  const ids = LANGUAGES.flatMap((language) => [`edit/${language}/1000`, `mistake/${language}/1000`]);
  const results = await measure(
    ids.map((id) => ({ key: id, args: ["validate", id] })),
    effort,
  );
  return ids.map((id) => {
    const [kind, language] = id.split("/");
    const { pass } = results[id];
    return { kind, language, pass, ok: pass <= VALIDATION_FLOORS.V3 };
  });
}

const COMMAND_ROUNDS = 5;

async function realFiles(effort) {
  if (!realPresent()) {
    console.error("\n*** V4 IS NOT MEASURED: the real definitions are not there. ASL_SHARED names their folder. ***\n");
    return [];
  }
  const { real } = await measure([{ key: "real", args: ["validate", "real"] }], effort);
  const command = commandIsBuilt() ? commandTime(realFolder, COMMAND_ROUNDS) : undefined;
  return [{ files: real.size, first: real.first, pass: real.pass, command, ok: true }];
}
