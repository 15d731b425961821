import pino, { type Logger } from "pino";

/**
 * What the service does, as lines of JSON: without queries or what stands in documents. Where nobody wants the log, faults are still said.
 *
 * @param log - gets a line for each request and each fault
 * @param faults - gets those of faults where there is no `log`; the standard error stream unless told
 */
export function serviceLog(log?: (line: string) => void, faults: (line: string) => void = toStderr): Logger {
  return pino(
    {
      level: log ? "info" : "error",
      base: null,
      serializers: {
        err: errorInLog,
        req: ({ method, url = "" }: { method: string; url?: string }) => ({ method, url: url.split("?")[0] }),
      },
    },
    { write: log ?? faults },
  );
}

/** An error without what it was about: databases quote values in their sentences, and systems the paths of files. Where it came from is one file and its line. */
function errorInLog(error: Error & { readonly code?: string }): object {
  const { name, code, message, stack = "" } = error;
  const isOfDatabase = /^[0-9A-Z]{5}$/.test(code ?? "");
  const [, at] = /^\s+at .*?([^\s/\\(]+:\d+):\d+\)?$/m.exec(stack) ?? [];
  return { type: name, code, message: isOfDatabase ? "the database refused what was asked" : message.replaceAll(PATH, "…"), at };
}

/** A path of this machine, from its root or a drive on; what stands in quotes may have blanks. */
const PATH = /(?<=(["'`]))(?:[A-Za-z]:)?[\\/].*?(?=\1)|(?<![\w.])(?:[A-Za-z]:|file:\/\/)?[\\/][^\s"'`,;]+/g;

function toStderr(line: string): void {
  process.stderr.write(line);
}
