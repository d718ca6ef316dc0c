import { stdout } from "../output.js";

/** Opens an address in the person's browser. False where there is none, or nobody sits here. */
export async function openBrowser(address: string): Promise<boolean> {
  if (!stdout.terminal || !hasScreen()) return false;
  try {
    const { default: open } = await import("open");
    const child = await open(address);
    child.once("error", () => {});
    return true;
  } catch {
    return false;
  }
}

/** Without a screen the desktop's opener would start a browser in the terminal. */
function hasScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME, CI, SSH_CONNECTION } = process.env;
  if (CI || SSH_CONNECTION) return false;
  return process.platform !== "linux" || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME);
}
