import { createHmac, randomBytes } from "node:crypto";

/** What secrets begin with, so that one that was lost somewhere is known for what it is. */
const PREFIX = "whsec_";
/** Bytes of a secret; the standard wants 24 to 64. */
const SECRET_BYTES = 32;

/** A message as it is signed. */
export interface SignedMessage {
  readonly id: string;
  /** When it is sent, in whole seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** A secret as both sides keep it: "whsec_" and 32 random bytes in Base64. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/**
 * What proves that a message comes from who has the secret, and when it was sent: "v1," and the HMAC-SHA256 of id, timestamp and body with points
 * between them, in Base64.
 *
 * Source: Standard Webhooks 1.0, "Signature scheme"
 */
export function signatureOf(secret: string, { id, timestamp, body }: SignedMessage): string {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}
