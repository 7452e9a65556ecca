// Put the assets beside the standalone server, so that `node .next/standalone/server.js` is the whole web app.
import { cp } from "node:fs/promises";

const here = (path) => new URL(path, import.meta.url);
await cp(here("../.next/static"), here("../.next/standalone/.next/static"), { recursive: true });
