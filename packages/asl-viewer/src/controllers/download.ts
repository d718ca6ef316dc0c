/** Gives a file to the reader. */
export function download(name: string, content: Blob | string): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content]) : content);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
