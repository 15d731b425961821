import { DecodingError, FormatError, InputError } from "../../errors.js";
import { fileKind } from "../../image/decode/file-kind.js";
import { checkOptions } from "../../known-options.js";
import { errorOf } from "../../pool/error-message.js";
import { needBytes, refuseCame } from "../../what-came.js";
import { type DecodeOptions, type Page, refuseUndrawn, type UndrawnPage } from "../page.js";
import type { PageAnswer, Request, Undrawn } from "./decoder-messages.js";
import { type DecoderProcess, startDecoder } from "./decoder-process.js";

export interface PageDecoderOptions {
  /** How long a page may take to be decoded, in seconds; 30 unless told. */
  readonly pageTimeout?: number | undefined;
  /** How much memory a process that decodes may take, in MB; 1500 unless told. */
  readonly pageMemory?: number | undefined;
  /** How many files may be decoded side by side, each by a process of its own; 1 unless told. */
  readonly processes?: number | undefined;
}

/** Decodes in processes of their own, which are started when they are wanted, or by `start`, and stay for the next file. */
export interface PageDecoder {
  /**
   * The pages of a file, as `decodePages` gives them, under limits of time and memory; the next page is decoded while one is worked on. A page that
   * exceeds the limits, or at which the decoder breaks off, is handed to `onUndrawn`, and the others go on; after three such pages the file is
   * given up.
   *
   * @throws DecodingError when a file of one page exceeds them, `onUndrawn` is not given, or the file is given up
   * @throws FormatError, InputError as `decodePages`; InputError when the decoder is closed
   */
  pages(bytes: Uint8Array, name: string, options?: DecodeOptions): AsyncGenerator<Page>;
  /** Starts a process unless there is one, so that the first file need not wait for it. */
  start(): void;
  /** Ends the processes; what is being decoded breaks off. */
  close(): void;
}

const [TIMEOUT, MEMORY] = [30, 1500];
/** Who has hung on so many pages of a file will hang on the rest. */
const MOST_BROKEN = 3;

/**
 * Decodes pages apart from the program: a hostile or damaged file can neither hang it nor take its memory, nor end it.
 *
 * @throws UsageError when an option is impossible
 */
export function pageDecoder(options: PageDecoderOptions = {}): PageDecoder {
  checkOptions("pageDecoder", options, ["pageTimeout", "pageMemory", "processes"]);
  const { pageTimeout = TIMEOUT, pageMemory = MEMORY, processes = 1 } = options;
  if (!(Number.isFinite(pageTimeout) && pageTimeout > 0 && pageTimeout <= 86_400))
    refuseCame("pageDecoder: pageTimeout", pageTimeout, "seconds, above 0 and at most a day,");
  if (!(Number.isFinite(pageMemory) && pageMemory >= 200 && pageMemory <= 1e6))
    refuseCame("pageDecoder: pageMemory", pageMemory, "megabytes, from 200 on,");
  if (!(Number.isInteger(processes) && processes > 0)) refuseCame("pageDecoder: processes", processes, "a whole number from 1");
  const limits = { timeoutMs: 1000 * pageTimeout, memoryMB: pageMemory };
  const [idle, started, waiting] = [[] as DecoderProcess[], new Set<DecoderProcess>(), [] as (() => void)[]];
  let [atWork, isClosed] = [0, false];

  async function take(): Promise<DecoderProcess> {
    if (atWork >= processes) await new Promise<void>((resolve) => waiting.push(resolve));
    if (isClosed) throw new InputError("this decoder is closed; make another with pageDecoder()");
    atWork++;
    return aliveOne();
  }
  function aliveOne(): DecoderProcess {
    for (let one = idle.pop(); one; one = idle.pop()) if (one.isAlive()) return one;
    return freshOne();
  }
  function freshOne(): DecoderProcess {
    const fresh = startDecoder(limits);
    started.add(fresh);
    return fresh;
  }
  function giveBack(one: DecoderProcess): void {
    atWork--;
    if (one.isAlive()) idle.push(one);
    else started.delete(one);
    waiting.shift()?.();
  }

  return {
    async *pages(bytes, name, { onUndrawn = refuseUndrawn, ...asked } = {}) {
      needBytes(`pages: ${name}`, bytes);
      checkOptions("pages", asked, ["dpi", "gray", "pixelLimit", "only", "from"]);
      const hasPages = ["PDF", "TIFF", "HEIC"].includes(fileKind(bytes));
      const broken: DecodingError[] = [];
      /** Pages that were given to another process, as the one at them broke off. */
      const again = new Set<number>();
      const first = asked.only ?? asked.from ?? 1;
      let [number, of] = [first, 0];
      const lost = (place: Omit<UndrawnPage, "error">, error: DecodingError) =>
        onUndrawn({ ...place, error: withPage(error, name, place) });
      const tell = (page: Undrawn) => {
        of = page.of;
        if (firstLost) lost({ number: first, of }, firstLost);
        firstLost = undefined;
        onUndrawn({ ...page, error: new FormatError(page.error) });
        number = page.number + 1;
      };
      /** Of a file whose first page that is wanted was lost nobody knows yet how many pages it has. */
      let firstLost: DecodingError | undefined;
      let one = await take();
      const ask = (request: Request, body?: Uint8Array) => heeded(one.ask(whoIs(name, number, of), request, { body, onUndrawn: tell }));
      const open = () => ask({ ask: "open", name, ...asked, from: number }, bytes);
      let coming = open();
      let isReleased = false;
      const release = () => {
        if (!isReleased) giveBack(one);
        isReleased = true;
      };
      try {
        for (;;) {
          const answer = await coming.catch((error: unknown) => {
            if (!(error instanceof DecodingError) || isClosed) throw error;
            return error;
          });
          if (answer instanceof DecodingError) {
            // What earlier files left may be what is too much; and a process that broke off may have been ended by somebody else, which is asked once.
            const isOthers = answer.exceeded === "memory" ? !one.isFresh() : answer.exceeded === "decoder" && !again.has(number);
            if (answer.exceeded === "decoder") again.add(number);
            if (!isOthers) {
              broken.push(answer);
              if (asked.only !== undefined || (of === 0 && (broken.length > 1 || !hasPages))) throw broken[0];
              if (broken.length >= MOST_BROKEN) throw givenUp(name, { number, of }, broken);
              if (of > 0) lost({ number, of }, answer);
              else firstLost = answer;
              number++;
              if (of > 0 && number > of) return;
            }
            started.delete(one);
            one = freshOne();
            coming = open();
            continue;
          }
          const { words, body } = answer;
          if (firstLost) {
            if (words.is !== "page") throw firstLost; // nothing came behind it: it was the only page
            lost({ number: first, of: words.of }, firstLost);
            firstLost = undefined;
          }
          if (words.is === "error") throw errorOf(words.error);
          if (words.is !== "page") return;
          of = words.of;
          number = words.number + 1;
          const isLast = asked.only !== undefined || number > of;
          if (isLast)
            release(); // for the next file, while somebody works on this page
          else coming = ask({ ask: "next" });
          yield pageOf(words, body);
          if (isLast) return;
        }
      } finally {
        void coming.catch(() => {}).then(release); // it may be at work on a page that nobody wants any more
      }
    },
    start() {
      if (!isClosed && started.size === 0) idle.push(freshOne());
    },
    close() {
      isClosed = true;
      for (const goOn of waiting.splice(0)) goOn();
      for (const one of started) one.end();
      started.clear();
    },
  };
}

/** What fails before somebody waits for it is no bug. */
function heeded<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}

function whoIs(name: string, number: number, of: number): string {
  return of > 1 || number > 1 ? `page ${number} of ${name}` : name;
}

function givenUp(name: string, { number, of }: Omit<UndrawnPage, "error">, broken: readonly DecodingError[]): DecodingError {
  const { message, exceeded } = broken.at(-1) as DecodingError;
  const rest = number < of ? `, and the ${of - number} behind it were not tried` : "";
  return new DecodingError(
    `${name} was given up after ${broken.length} pages that could not be decoded, the last because ${message}${rest}`,
    {
      exceeded,
    },
  );
}

/** A first page that is told as the whole file, before anybody knew that there are more. */
function withPage(error: DecodingError, name: string, { number }: Omit<UndrawnPage, "error">): DecodingError {
  const { message, exceeded } = error;
  const who = `page ${number} of ${name}`;
  return message.includes(who) ? error : new DecodingError(message.replace(name, who), { exceeded });
}

function pageOf({ is: _, shared: __, wide, picture, ...page }: PageAnswer, body: Uint8Array): Page {
  const pixels = wide === 2 ? new Uint16Array(body.buffer) : body;
  return { ...page, picture: { ...picture, pixels } };
}
