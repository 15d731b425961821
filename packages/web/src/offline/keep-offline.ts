const RELOADED = "tenfold reloaded for threads";

/**
 * Keeps the site for those who are offline. Its service worker also sets the headers that threads need: they count from the next load on, so the page
 * is loaded once more, unless somebody is at work in it already.
 */
export async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  let isTouched = false;
  for (const kind of ["pointerdown", "keydown", "drop", "paste"])
    addEventListener(kind, () => (isTouched = true), { once: true, capture: true });
  const registration = await navigator.serviceWorker.register("service-worker.js", { scope: "./" }).catch(() => undefined);
  if (!registration) return; // the host or the browser does not let it: the page works online, on one thread
  await navigator.serviceWorker.ready;
  await controlled();
  if (!crossOriginIsolated && !isTouched && sessionStorage.getItem(RELOADED) === null) {
    sessionStorage.setItem(RELOADED, "once");
    location.reload();
    return;
  }
  registration.active?.postMessage("keep the rest");
}

async function controlled(): Promise<void> {
  if (navigator.serviceWorker.controller) return;
  await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
}
