import { render } from "preact";
import { App } from "./app.js";
import { keepOffline } from "./offline/keep-offline.js";

render(<App />, document.getElementById("app") as HTMLElement);

if (__SITE__) void keepOffline();
