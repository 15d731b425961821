import { expect, test } from "vitest";
import { opener, openInBrowser } from "./open-in-browser.js";

test("each system has an opener of its own, and none is a shell", () => {
  expect([opener("linux"), opener("freebsd"), opener("darwin"), opener("win32")]).toEqual([
    ["xdg-open"],
    ["xdg-open"],
    ["open"],
    ["rundll32", "url.dll,FileProtocolHandler"],
  ]);
});

test("an opener that ends well gets the address of the file, whatever signs are in its name", async () => {
  const script = "process.exit(process.argv[1].endsWith('/a%20b%23%22;.html') ? 0 : 4)";
  await expect(openInBrowser('a b#";.html', [process.execPath, "-e", script])).resolves.toBeUndefined();
});

test("an address of a page is opened as it is", async () => {
  const script = "process.exit(process.argv[1] === 'http://127.0.0.1:8080/#review' ? 0 : 4)";
  await expect(openInBrowser("http://127.0.0.1:8080/#review", [process.execPath, "-e", script])).resolves.toBeUndefined();
});

test("without an opener, or with one that finds no browser, says what to do", async () => {
  await expect(openInBrowser("run/report.html", ["no-such-opener"])).rejects.toThrow(
    "no browser could be opened: there is no no-such-opener here; open run/report.html yourself",
  );
  await expect(openInBrowser("run/report.html", [process.execPath, "-e", "process.exit(3)"])).rejects.toThrow(
    /^no browser could be opened: .* found none; open run\/report\.html yourself$/,
  );
});
