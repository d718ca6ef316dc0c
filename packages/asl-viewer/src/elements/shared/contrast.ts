/** Custom properties in surroundings of high contrast, light and dark: text at 7:1 and more, borders at 4.5:1. */
export const CONTRAST: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  "--asl-ground": ["#ffffff", "#000000"],
  "--asl-ink": ["#000000", "#ffffff"],
  "--asl-dim": ["#2b3138", "#d7dee6"],
  "--asl-fill": ["#ffffff", "#000000"],
  "--asl-line": ["#424a53", "#b4bdc7"],
  "--asl-inside": ["#f6f6f6", "#101010"],
  "--asl-lane": ["#ffffff", "#000000"],
  "--asl-lane-line": ["#59636e", "#9da7b3"],
  "--asl-edge": ["#24292f", "#e6edf3"],
  "--asl-main": ["#000000", "#ffffff"],
  "--asl-error": ["#7a3100", "#ffb77c"],
  "--asl-success": ["#0a5223", "#7ce38b"],
  "--asl-failure": ["#a0111f", "#ffa198"],
  "--asl-running": ["#0349b4", "#91cbff"],
  "--asl-waiting": ["#33475b", "#c5d9f0"],
  "--asl-timeout": ["#8f2705", "#ffb199"],
  "--asl-aborted": ["#53402f", "#dcc5b3"],
  "--asl-mocked": ["#622cbc", "#d8b9ff"],
  "--asl-amber": ["#6f4a00", "#f0c648"],
  "--asl-current": ["#8a6100", "#ffdf5d"],
  "--asl-side-a": ["#512598", "#d8b9ff"],
  "--asl-side-b": ["#044f56", "#8ce2ec"],
  "--asl-panel": ["#ffffff", "#000000"],
  "--asl-raised": ["#ffffff", "#0a0c10"],
  "--asl-border": ["#454c54", "#bdc4cc"],
  "--asl-hover": ["#0000001f", "#ffffff33"],
  "--asl-chosen": ["#0349b426", "#409eff59"],
  "--asl-accent": ["#0349b4", "#71b7ff"],
  "--asl-string": ["#024c1a", "#a5f7b0"],
  "--asl-number": ["#023b95", "#b5dcff"],
  "--asl-literal": ["#512598", "#e2c5ff"],
  "--asl-key": ["#5f2b00", "#ffc680"],
  "--asl-added": ["#1a7f3733", "#2ea04359"],
  "--asl-altered": ["#9a670040", "#d299224d"],
  "--asl-gone": ["#cf222e2e", "#f851494d"],
};

/**
 * Custom properties where the reader's system gives all colours: what is told by colour elsewhere is told by signs, lines
 * and words alone.
 */
export const FORCED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(CONTRAST).map((name) => [name, "CanvasText"])),
  ...Object.fromEntries(
    ["ground", "fill", "inside", "lane", "panel", "raised"].map((name) => [`--asl-${name}`, "Canvas"]),
  ),
  ...Object.fromEntries(["hover", "added", "altered", "gone"].map((name) => [`--asl-${name}`, "transparent"])),
  "--asl-chosen": "transparent",
  "--asl-accent": "Highlight",
  "--asl-current": "Highlight",
};
