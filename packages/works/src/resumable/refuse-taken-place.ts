import type { Place } from "./place-taken.js";

/**
 * What `refuseTaken` does, loaded when it is asked for: a program that prints its help wants none of it.
 *
 * @throws PlaceTakenError when another process is at work there, with its id; InputError when the folder cannot be looked into
 */
export async function refuseTakenPlace(place: Place): Promise<void> {
  const { refuseTaken } = await import("./place-taken.js");
  await refuseTaken(place);
}
