// The service worker of a site: keeps its files for those who are offline, and sets the headers that threads need where the host cannot.

/** A name that is another for other files, and the files of the site by when they are kept. `npm run site` writes them. */
declare const __VERSION__: string;
declare const __FIRST__: readonly string[];
declare const __LATER__: readonly string[];

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate" | "message", listener: (event: Extendable) => void): void;
  addEventListener(kind: "fetch", listener: (event: Asked) => void): void;
}
const scope = globalThis as unknown as Scope;
/** Sites in other folders of a host have caches of their own. */
const PREFIX = `tenfold ${scope.registration.scope} `;
const CACHE = PREFIX + __VERSION__;
const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
};

scope.addEventListener("install", (event) => {
  // Past the browser's own cache: what a host let it keep may be of an earlier build.
  const fresh = __FIRST__.map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(fresh))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(withoutEarlier().then(() => scope.clients.claim()));
});

async function withoutEarlier(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/** The page is up: what it does not need at once is kept, too. */
scope.addEventListener("message", (event) => event.waitUntil(keepLater()));

async function keepLater(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of __LATER__) if (!(await cache.match(path))) await cache.add(path).catch(() => {}); // at another visit
}

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.registration.scope)) return;
  event.respondWith(answerTo(request));
});

async function answerTo(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const wanted = request.mode === "navigate" ? new Request(new URL("./", scope.registration.scope)) : request;
  const kept = await cache.match(wanted, { ignoreSearch: request.mode === "navigate" });
  if (kept) return isolated(kept);
  const fetched = await fetch(request);
  if (fetched.ok && /\/data\/|\/assets\//.test(request.url)) await cache.put(request, fetched.clone()).catch(() => {}); // no room: fetched again
  return isolated(fetched);
}

function isolated(answer: Response): Response {
  if (answer.type === "opaque" || answer.status === 0) return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
