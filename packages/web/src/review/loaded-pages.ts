import { askServerBlob } from "../server.js";

/** A page's picture, here to be shown at once. */
export interface LoadedPage {
  /** Of the picture, in this browser. */
  readonly address: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** So many are held. */
const MOST = 12;

interface Held {
  readonly loading: Promise<LoadedPage | undefined>;
  page?: LoadedPage | undefined;
}

/** Those that were asked for, the last ones last. */
const held = new Map<string, Held>();

/** Fetches a page's picture and decodes it, once; undefined where it cannot be shown. Asked for ahead, it is there when it is wanted. */
export function loadedPage(address: string): Promise<LoadedPage | undefined> {
  const own = held.get(address) ?? { loading: loaded(address) };
  held.delete(address);
  held.set(address, own);
  void own.loading.then((page) => {
    own.page = page;
    if (!page && held.get(address) === own) held.delete(address); // another look tries again
  });
  for (const [other, { page }] of [...held].slice(0, Math.max(0, held.size - MOST))) {
    if (page) URL.revokeObjectURL(page.address);
    held.delete(other);
  }
  return own.loading;
}

/** A page that is here already. */
export function pageAtHand(address: string): LoadedPage | undefined {
  return held.get(address)?.page;
}

async function loaded(address: string): Promise<LoadedPage | undefined> {
  const blob = await askServerBlob(address).catch(() => undefined);
  if (!blob) return undefined;
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    return { address: image.src, width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    URL.revokeObjectURL(image.src);
    return undefined;
  }
}
