import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { newSecret, signatureOf } from "./signature.js";

it("signs as the standard's own example has it", () => {
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1614265330, body: '{"test": 2432232314}' };
  expect(signatureOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", message)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

it("makes secrets of 32 bytes, each another, whose bytes and not letters are the key", () => {
  const [one, other] = [newSecret(), newSecret()];
  const bytes = Buffer.from(one.slice("whsec_".length), "base64");
  expect([one.slice(0, 6), bytes.length, one === other]).toEqual(["whsec_", 32, false]);
  const byHand = createHmac("sha256", bytes).update("a.1.ü").digest("base64");
  expect(signatureOf(one, { id: "a", timestamp: 1, body: "ü" })).toBe(`v1,${byHand}`);
});
