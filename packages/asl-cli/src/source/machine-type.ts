import type { MachineType } from "asl-core";
import { usage } from "../stop.js";

/** What --type was given. Throws Stop (usage) where it is no type of state machines. */
export function machineTypeOf(written: string): MachineType {
  const type = written.toUpperCase();
  if (type === "STANDARD" || type === "EXPRESS") return type;
  throw usage(`--type ${type} is neither STANDARD nor EXPRESS`);
}
