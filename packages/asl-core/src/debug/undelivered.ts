import type { Delivery } from "../drivers/ledger.js";

/** A delivery as it stands where only the first steps have happened. */
export function undelivered(delivery: Delivery, step: number): Delivery {
  if (delivery.done < step) return delivery;
  const { what } = delivery;
  const again = what.type === "Begin" || !("at" in what) ? what : { ...what, at: delivery.at };
  return { ...delivery, what: again, done: Number.POSITIVE_INFINITY };
}
