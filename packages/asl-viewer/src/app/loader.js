/** Unpacks a script of this page, once the page is read so far, and runs it; its hash stands in the page's policy. */
globalThis.aslScript = async (name) => {
  if (document.readyState === "loading")
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  const island = document.querySelector(`script[data-name="${name}"]`);
  if (island === null) throw new Error(`${name} is not in this page`);
  const text = atob(island.textContent);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  script.remove();
};
