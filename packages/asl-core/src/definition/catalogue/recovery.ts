import { type Entry, warning } from "./entry.js";

/** Retriers and catchers that cannot do what they say. */
export const recovery = {
  "unreachable-retrier": warning(
    "UNREACHABLE_RETRIER",
    "This retrier is never used: an earlier one takes all its errors",
    "The first retrier that names an error decides alone, even when its attempts are used up: put special errors first.",
  ),
  "unreachable-catcher": warning(
    "UNREACHABLE_CATCHER",
    "This catcher is never used: an earlier one takes all its errors",
    "The first catcher that names an error is taken: put special errors first.",
  ),
  "shadowed-error": warning(
    "SHADOWED_ERROR",
    "{name} never gets here: an earlier entry takes it under {earlier}",
    "Remove the name here, or move this entry up.",
  ),
  "repeated-error": warning("REPEATED_ERROR", "{name} is named twice in one ErrorEquals", "Remove one of them."),
  "unknown-error-name": warning("UNKNOWN_ERROR_NAME", "AWS raises no error named {name}", "{hint}"),
  "uncatchable-error": warning(
    "UNCATCHABLE_ERROR",
    "{name} is neither retried nor caught: it ends the execution at once",
    "Prevent it: test with IsPresent, give defaults, check what paths and intrinsic functions are fed.",
  ),
} satisfies Record<string, Entry>;
