/** Unpacks a script of this page and runs it; its hash stands in the page's policy. */
globalThis.aslScript = async (name) => {
  const island = document.querySelector(`script[data-name="${name}"]`);
  if (island === null) throw new Error(`${name} is not in this page`);
  const bytes = Uint8Array.from(atob(island.textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  script.remove();
};
globalThis.aslScript("app.js").catch((error) => document.body.append(`This browser cannot show the page: ${error}`));
