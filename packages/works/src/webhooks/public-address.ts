import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Networks that are not the public internet: this machine, private ones, links, those for documentation and measuring, multicast, and ways by
 * which an address of IPv6 means one of IPv4.
 *
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890)
 */
const SPECIAL = {
  ipv4: [
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"],
    ...["192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  ],
  ipv6: ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
} as const;
/** Of IPv6 everything else is no address of a machine on the internet (RFC 4291). */
const GLOBAL_UNICAST = "2000::/3";

const special = blockList(SPECIAL);
const global = blockList({ ipv4: [], ipv6: [GLOBAL_UNICAST] });

/** Whether an address is one of the public internet; a name is none. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, "ipv4");
  return version === 6 && global.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** What a name is refused for that leads to no public address. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";

  constructor(host: string) {
    super(`${host} is an address of this machine or of a private network, and those are not sent to`);
  }
}

/**
 * Looks a name up as a connection is made, and gives only its public addresses: what a name meant when it was looked at before may be
 * something else by now.
 */
export const publicLookup: LookupFunction = (host, options, found) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const allowed = error ? [] : addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) found(error ?? new PrivateAddressError(host), options.all ? [] : "");
    else if (options.all) found(null, allowed);
    else found(null, first.address, first.family);
  });
};

function blockList(networks: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }): BlockList {
  const list = new BlockList();
  for (const family of ["ipv4", "ipv6"] as const) {
    for (const network of networks[family]) {
      const [address = "", bits] = network.split("/");
      list.addSubnet(address, Number(bits), family);
    }
  }
  return list;
}
