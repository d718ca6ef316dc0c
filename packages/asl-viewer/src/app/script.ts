/** Where the scripts lie: beside the one this is part of. */
const own = (document.currentScript as HTMLScriptElement | null)?.src ?? "";
const base = /^(file|https?):/.test(own) ? own : document.baseURI;

const loading = new Map<string, Promise<void>>();

/** Loads a classic script that lies beside this one, once. */
export function script(name: string): Promise<void> {
  let loaded = loading.get(name);
  if (loaded === undefined) loading.set(name, (loaded = load(name)));
  return loaded;
}

/** Set by a page that holds its scripts itself. */
interface Holder {
  aslScript?(name: string): Promise<void>;
}

const load = (name: string): Promise<void> =>
  (globalThis as Holder).aslScript?.(name) ??
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(name, base).href;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${name} cannot be loaded`));
    document.head.append(element);
  });
