import { type Architecture, architectureOptions, refusingStrangers, unknownArchitecture } from "./architecture.js";

/** Loads each of the architectures by itself, with the layers that it is made of. */
const loaders: Readonly<Record<string, () => Promise<Architecture>>> = {
  simple: async () => (await import("./simple.js")).simple,
  lenet5: async () => (await import("./lenet5.js")).lenet5,
  fast: async () => (await import("./fast.js")).fast,
  quick: async () => (await import("./quick.js")).quick,
  mobile: async () => (await import("./mobile.js")).mobile,
  classic: async () => (await import("./classic.js")).classic,
  resnet: async () => (await import("./resnet.js")).resnet,
  efficientnet: async () => (await import("./efficientnet.js")).efficientnet,
  accurate: async () => (await import("./accurate.js")).accurate,
};

/** The names of the architectures, as `architectures` has them. */
export const architectureNames: readonly string[] = Object.keys(loaders);

/**
 * The architecture of that name, loaded now, without the others: as `architectureNamed` gives it.
 *
 * @throws UsageError when there is none of that name, with the one that was probably meant, or those there are
 */
export async function loadArchitecture(name: string): Promise<Architecture> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (!load) throw unknownArchitecture(name, architectureNames);
  return refusingStrangers(name, await load(), architectureOptions);
}
