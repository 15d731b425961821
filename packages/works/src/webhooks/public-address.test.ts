import { expect, it } from "vitest";
import { isPublicAddress, publicLookup } from "./public-address.js";

it.each(["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("knows %s for a public one", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  ...["127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1"],
  ...["fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "localhost", "2130706433", ""],
])("knows %j for none", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it("gives of a name its public addresses alone, one or all of them", async () => {
  const looked = (options: object) =>
    new Promise<[Error | null, unknown]>((done) => publicLookup("localhost", options, (error, address) => done([error, address])));
  for (const options of [{}, { all: true }, { family: 4 }]) {
    const [error] = await looked(options);
    expect(error?.message).toBe("localhost is an address of this machine or of a private network, and those are not sent to");
  }
});
