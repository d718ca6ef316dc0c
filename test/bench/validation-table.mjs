import { amount, times } from "./table.mjs";

export const verdict = (ok, otherwise) => (ok ? "ok" : otherwise);
export const milliseconds = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** A table for each part of validation.mjs, from its rows. */
export const VALIDATION_TABLES = {
  V1: (rows) => [
    ["V1", "asl, cold", "warm", "asl-validator, cold", "warm", "ratio, cold", "warm", "states per second of CPU", ""],
    ...rows.map(({ language, ours, peer, times: ratios, ok }) => [
      language,
      milliseconds(ours.first),
      milliseconds(ours.pass),
      milliseconds(peer.first),
      milliseconds(peer.pass),
      times(ratios.first),
      times(ratios.warm),
      amount(ours.rate),
      verdict(ok, "BELOW"),
    ]),
  ],
  V2: (rows) => [
    ["V2", "500 states", "5,000", "50,000", "5,000 over 500", "50,000 over 5,000", ""],
    ...rows.map(({ language, micros, costs, ok }) => [
      language,
      ...micros.map((value) => `${value.toFixed(1)} µs`),
      ...costs.map((value) => `× ${value.toFixed(2)}`),
      verdict(ok, "ABOVE"),
    ]),
  ],
  V3: (rows) => [
    ["V3", "edited", "1,000 states", ""],
    ...rows.map(({ kind, language, pass, ok }) => [language, EDITS[kind], milliseconds(pass), verdict(ok, "ABOVE")]),
  ],
  V4: (rows) => [
    ["V4", "cold", "warm", "`asl validate`, on the wall"],
    ...rows.map(({ files, first, pass, command }) => [
      `${files} files`,
      milliseconds(first),
      milliseconds(pass),
      command === undefined ? "–" : milliseconds(command),
    ]),
  ],
};

const EDITS = { edit: "an expression", mistake: "a target, wrongly" };
