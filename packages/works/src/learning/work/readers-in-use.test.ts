import { rm } from "node:fs/promises";
import { loadReader, type Readers } from "tenfold/recognize";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWithDatabase } from "../../../test/empty-database.js";
import type { Database } from "../../store/database.js";
import { openDatabase } from "../../store/open-database.js";
import { guard } from "../guard/guard.js";
import { addModel, promoteModel, rollBack } from "../kept/learned-models.js";
import { readersInUse } from "./readers-in-use.js";

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await folderWithDatabase("tenfold-readers-");
  database = await openDatabase({ folder });
}, 300_000);
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it("changes readers under work that is not dropped: the old ones end with the last that use them", async () => {
  const ended: string[] = [];
  const makeSlow = async () => void (await new Promise((done) => setTimeout(done, 5)));
  const shipped = await loadReader();
  const { model } = shipped;
  await shipped.dispose();
  const readers = await readersInUse(
    database,
    async ({ model: bytes }) => {
      const name = bytes ? "own" : "shipped";
      const made = { isEnded: false, model: bytes ? { ...model, name: "resnet" } : model };
      const dispose = async () => {
        ended.push(name);
        made.isEnded = true;
      };
      return Object.assign(made, { dispose }) as unknown as Readers;
    },
    () => {},
  );
  const verdict = guard({ held: [], base: [] }, { least: 0 });
  const id = await addModel(database, { parent: null, content: "0123abcd", bytes: new Uint8Array(3), calibration: null, verdict });
  await promoteModel(database, id, "ann");
  let finish = () => {};
  const work = readers.use(async (own) => {
    await new Promise<void>((done) => {
      finish = done;
    });
    return own.model.name;
  });
  await readers.follow();
  expect([readers.model.name, ended]).toEqual(["reader-1", []]);
  expect(await readers.use(async (own) => own.model.name)).toBe("reader-1");
  finish();
  expect(await work).toBe("reader");
  expect(ended).toEqual(["shipped"]);
  await rollBack(database, "ann");
  await readers.follow();
  expect([readers.model.name, ended]).toEqual(["reader", ["shipped", "own"]]);
  // Two others right after one another: the second takes the place of the first once that is used no more.
  const third = await addModel(database, { parent: null, content: "0123abcd", bytes: new Uint8Array(3), calibration: null, verdict });
  const asked = [id, third, id].map((model) =>
    readers.use(async (own) => {
      await makeSlow();
      return (own as Readers & { readonly isEnded: boolean }).isEnded;
    }, model),
  );
  expect(await Promise.all(asked)).toEqual([false, false, false]);
  await readers.dispose();
});
