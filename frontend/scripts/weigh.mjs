// Weigh the JavaScript that each student page loads, gzipped, and fail over the budget. Run after `npm run build`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const PAGES = ["/", "/submit", "/track/token", "/confirm/token"];
const build = new URL("../.next/", import.meta.url);

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

/** Start the built app and wait until it says that it is ready. */
async function serve(port) {
  const env = { ...process.env, HOSTNAME: "127.0.0.1", PORT: String(port) };
  const server = spawn(process.execPath, [fileURLToPath(new URL("standalone/server.js", build))], { env });
  for await (const line of server.stdout) if (String(line).includes("Ready")) return server;
  throw new Error("the web app did not start; is it built?");
}

async function weigh(address) {
  const html = await (await fetch(address)).text();
  // A browser that knows modules never loads the nomodule fallback.
  const tags = (html.match(/<script[^>]+src="[^"]+"[^>]*>/g) ?? []).filter((tag) => !/nomodule/i.test(tag));
  const names = new Set(tags.map((tag) => tag.match(/\/_next\/([^"?]+)/)[1]));
  const files = await Promise.all([...names].map((name) => readFile(new URL(name, build))));
  return files.reduce((bytes, file) => bytes + gzipSync(file).length, 0) / 1000;
}

const port = await freePort();
const server = await serve(port);
try {
  for (const page of PAGES) {
    const kb = await weigh(`http://127.0.0.1:${port}${page}`);
    console.log(`${kb.toFixed(1).padStart(6)} kB of ${BUDGET_KB} kB  ${page}`);
    if (kb > BUDGET_KB) process.exitCode = 1;
  }
} finally {
  server.kill();
}
