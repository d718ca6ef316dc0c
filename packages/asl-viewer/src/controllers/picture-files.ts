/** Sides and pixels that browsers draw at most. */
const [LONGEST, MOST] = [16_384, 200_000_000];

/** A picture that no browser draws at this size. */
export class TooLarge extends Error {}

/** Colours of custom properties as they are in force at an element: "#1a7f37". */
export function coloursAt(element: Element, names: readonly string[]): Record<string, string> {
  const probe = document.createElement("span");
  element.append(probe);
  const found = names.map((name) => {
    probe.style.color = `var(${name})`;
    return [name, hex(getComputedStyle(probe).color)];
  });
  probe.remove();
  return Object.fromEntries(found);
}

/** What a browser says of a colour, as programs take it that know little of colours. */
function hex(colour: string): string {
  const [red, green, blue, alpha = 1] = (/^rgba?\((.*)\)$/.exec(colour)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  if (alpha !== 1 || blue === undefined || Number.isNaN(blue)) return colour;
  return `#${[red, green, blue].map((one) => Math.round(one).toString(16).padStart(2, "0")).join("")}`;
}

/** Draws an SVG with a size of its own as PNG, so many pixels for one. Rejects with TooLarge where that cannot be. */
export async function pngOf(svg: string, scale: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  if (width > LONGEST || height > LONGEST || width * height > MOST)
    throw new TooLarge(`${width} × ${height} pixels are more than a browser draws: take a smaller size, or SVG`);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return blobOf(canvas);
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob === null ? reject(new TooLarge("the browser draws no such picture")) : resolve(blob),
    ),
  );
