/** What keys do to a viewer. */
interface Keyed {
  readonly timeline: { readonly length: number } | undefined;
  readonly count: number;
  readonly graphElement: { focus(): void; find(): void } | null;
  step(by: number): void;
  toError(step: 1 | -1): void;
  toIteration(step: 1 | -1, failed: boolean): void;
  show(pane: "timeline" | "events" | "details"): void;
  copyLink(): Promise<void>;
  play(): void;
  help(): void;
  dismiss(): boolean;
}

/** Keys and what they do; false: nothing. Letters, since function keys belong to the browser. */
export const keysOf = (viewer: Keyed): Readonly<Record<string, (() => unknown) | undefined>> => ({
  ".": () => viewer.step(1),
  ",": () => viewer.step(-1),
  c: () => viewer.play(),
  " ": () => viewer.play(),
  e: () => viewer.toError(1),
  E: () => viewer.toError(-1),
  Home: () => viewer.step(-viewer.count),
  End: () => viewer.step(viewer.timeline?.length ?? 0),
  "[": () => viewer.toIteration(-1, false),
  "]": () => viewer.toIteration(1, false),
  "{": () => viewer.toIteration(-1, true),
  "}": () => viewer.toIteration(1, true),
  "1": () => viewer.graphElement?.focus(),
  "2": () => viewer.show("timeline"),
  "3": () => viewer.show("events"),
  "4": () => viewer.show("details"),
  "/": () => viewer.graphElement?.find(),
  y: () => viewer.copyLink(),
  "?": () => viewer.help(),
  Escape: () => viewer.dismiss(),
});
