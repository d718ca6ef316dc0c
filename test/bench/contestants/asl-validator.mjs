import { createRequire } from "node:module";

const validator = createRequire(import.meta.url)("asl-validator");

/** asl-validator, as its command calls it. It writes into the definition, so every pass parses the text. */
export const aslValidator = (workload) => ({
  run() {
    let errors = 0;
    for (const { text } of workload.next()) errors += validator(JSON.parse(text)).errors.length;
    return errors;
  },
});
