// A worker for tests: does as it is told.

import { InputError, ShapeError } from "../../dist/errors.js";
import { serveCalls } from "../../dist/pool/serve-calls.js";
import { parentLink } from "../../dist/pool/start-worker.js";

const errors = { InputError, ShapeError, TypeError, Error };
let opened;

serveCalls(parentLink(), {
  async open(input) {
    if (input.refuse) throw new ShapeError(input.refuse);
    opened = input;
    return input;
  },
  opened: async () => opened,
  echo: async (input) => input,
  async throws({ name, message }) {
    throw new errors[name](message);
  },
  async throwsText(input) {
    throw input;
  },
  secret: async () => () => {},
  waits: (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms)),
  async spins() {
    for (;;);
  },
  async exits(code) {
    process.exit(code);
  },
  async crashes(message) {
    setTimeout(() => {
      throw new Error(message);
    });
    await new Promise(() => {});
  },
  async throwsLater(input) {
    setTimeout(() => {
      throw input;
    });
    await new Promise(() => {});
  },
});
