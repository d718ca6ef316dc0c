import { ITEM_KINDS, type Item, type ItemKind } from "./item.js";

/** How many of how many items are covered. */
export interface Count {
  readonly covered: number;
  readonly total: number;
}

/** Counts of all items and of each kind; kinds without items have total 0. */
export interface CoverageSummary extends Count {
  readonly kinds: Readonly<Record<ItemKind, Count>>;
}

/** Counts the items of one machine. Linear. */
export function summaryOf(items: readonly Item[], covered: ReadonlySet<string>): CoverageSummary {
  const kinds = noKinds();
  for (const { kind, id } of items) {
    kinds[kind].total++;
    if (covered.has(id)) kinds[kind].covered++;
  }
  return { ...sum(Object.values(kinds)), kinds };
}

/** The counts of several machines together. */
export function totalOf(summaries: readonly CoverageSummary[]): CoverageSummary {
  const of = (kind: ItemKind) => sum(summaries.map(({ kinds }) => kinds[kind]));
  return { ...sum(summaries), kinds: Object.fromEntries(ITEM_KINDS.map((kind) => [kind, of(kind)])) as never };
}

/** Percent covered, 100 where there is nothing to cover. */
export const percentOf = ({ covered, total }: Count): number => (total === 0 ? 100 : (covered * 100) / total);

const sum = (counts: readonly Count[]): Count => ({
  covered: counts.reduce((all, { covered }) => all + covered, 0),
  total: counts.reduce((all, { total }) => all + total, 0),
});

const noKinds = () =>
  Object.fromEntries(ITEM_KINDS.map((kind) => [kind, { covered: 0, total: 0 }])) as Record<
    ItemKind,
    { covered: number; total: number }
  >;
