import { InputError, type Picture } from "tenfold";
import { type FormTemplate, readForm } from "tenfold/forms";
import { decodePages, readBytes } from "tenfold/node";
import type { ReadSettings } from "./page-reader.js";
import { type ReadRecord, recordedGrid, textOf } from "./read-record.js";

export interface ReadFileSettings extends ReadSettings {
  readonly template?: FormTemplate | undefined;
  /** Gets every page that was read, for those who want to draw it. */
  readonly onPage?: (record: ReadRecord, picture: Picture) => Promise<void>;
}

/**
 * Reads every page of a file, one after the other. What cannot be read becomes a record with an error: a page where a form does not fit, the
 * file where it is none. Other errors are bugs, and thrown.
 */
export async function readFilePages(file: string, settings: ReadFileSettings): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  try {
    for await (const { picture, number, of, notice } of decodePages(await readBytes(file), file)) {
      const place = { file, page: number, pages: of };
      const record = await readPage(picture, place, settings);
      records.push(notice === undefined ? record : { ...record, notice });
      await settings.onPage?.(record, picture);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    records.push({ file, error: error.message });
  }
  return records;
}

async function readPage(
  picture: Picture,
  place: { file: string; page: number; pages: number },
  { reader, field, maxError, template }: ReadFileSettings,
): Promise<ReadRecord> {
  try {
    if (template) {
      const page = ((place.page - 1) % template.pages.length) + 1;
      const { fields, registration } = await readForm(picture, template, { reader, page, ...(maxError !== undefined && { maxError }) });
      return {
        ...place,
        strings: fields.map(textOf),
        grids: [],
        ...(registration.notice !== undefined && { notice: registration.notice }),
      };
    }
    const { strings, grids, reason } = await reader.read(picture, {
      ...(field !== undefined && { field }),
      ...(maxError !== undefined && { maxError }),
    });
    return { ...place, strings: strings.map(textOf), grids: grids.map(recordedGrid), ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (error instanceof InputError) return { ...place, error: error.message };
    throw error;
  }
}
