/**
 * This project's validation, from text to diagnostics with ranges, warnings too. What `run` gives is how many errors
 * were found in all texts of the pass.
 * @param core the package asl-core
 */
export const validate = (core) => (workload) => ({
  async run() {
    let errors = 0;
    for (const { file, text } of workload.next()) {
      const read = await core.readDefinition(text, { file, maxBytes: LARGE });
      const found = core.validate(read, { limits: false });
      for (const one of found) if (one.severity === "error") errors++;
    }
    return errors;
  },
});

/** Beyond AWS's limit and ours. */
const LARGE = 2 ** 28;
