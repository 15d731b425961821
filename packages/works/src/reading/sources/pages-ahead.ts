import type { DecodeOptions, Page, PageDecoder, UndrawnPage } from "tenfold/node";
import { nameOf } from "./list-inputs.js";
import type { BytesOf } from "./scanned-pages.js";

/** Gives the pages of files, and has the file that is read next decoded meanwhile. */
export interface PagesAhead {
  /** The pages of a file, which may have been begun before. */
  pages(file: string, options: Pick<DecodeOptions, "onUndrawn">): AsyncGenerator<Page>;
  /** Begins a file that is asked for soon: reads it and has its first page decoded. */
  expect(file: string): void;
  /** Forgets what was begun and nobody asked for. */
  end(): void;
}

interface Begun {
  readonly file: string;
  readonly pages: AsyncGenerator<Page>;
  readonly first: Promise<IteratorResult<Page, void>>;
  /** Pages that could not be drawn, and were not told yet. */
  readonly undrawn: UndrawnPage[];
}

export interface AheadOptions {
  readonly bytesOf: BytesOf;
  readonly pagesOf: PageDecoder["pages"];
  /** Whether shades of gray will do, where nobody draws on the pages. */
  readonly gray?: boolean | undefined;
}

export function pagesAhead({ bytesOf, pagesOf, gray = false }: AheadOptions): PagesAhead {
  let begun: Begun | undefined;

  function begin(file: string): Begun {
    const undrawn: UndrawnPage[] = [];
    const pages = opened(file, (page) => void undrawn.push(page));
    const first = pages.next();
    first.catch(() => {}); // heard when somebody asks for it
    return { file, pages, first, undrawn };
  }
  async function* opened(file: string, onUndrawn: (page: UndrawnPage) => void): AsyncGenerator<Page> {
    yield* pagesOf(await bytesOf(file), nameOf(file), { gray, onUndrawn });
  }
  function forget(): void {
    void begun?.pages.return(undefined).catch(() => {});
    begun = undefined;
  }

  return {
    async *pages(file, { onUndrawn }) {
      if (begun && begun.file !== file) forget();
      const { pages, first, undrawn } = begun ?? begin(file);
      begun = undefined;
      try {
        for (let next = await first.finally(tell); !next.done; next = await pages.next().finally(tell)) yield next.value;
      } finally {
        await pages.return(undefined);
      }
      function tell() {
        for (const page of undrawn.splice(0)) onUndrawn?.(page);
      }
    },
    expect(file) {
      begun ??= begin(file);
    },
    end: forget,
  };
}
