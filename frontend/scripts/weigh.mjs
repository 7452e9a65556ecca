// Weigh the JavaScript that each student page loads, gzipped, and fail over the budget. Run after `npm run build`.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const PAGES = ["index", "submit"];
const build = new URL("../.next/", import.meta.url);

async function scripts(page) {
  const html = await readFile(new URL(`server/app/${page}.html`, build), "utf8");
  // A browser that knows modules never loads the nomodule fallback.
  const tags = html.match(/<script[^>]+src="[^"]+"[^>]*>/g) ?? [];
  return tags.filter((tag) => !/nomodule/i.test(tag)).map((tag) => tag.match(/\/_next\/([^"?]+)/)[1]);
}

let heaviest_kb = 0;
for (const page of PAGES) {
  const files = await Promise.all((await scripts(page)).map((name) => readFile(new URL(name, build))));
  const kb = files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
  heaviest_kb = Math.max(heaviest_kb, kb);
  console.log(`${kb.toFixed(1).padStart(6)} kB  ${page}`);
}
console.log(`heaviest ${heaviest_kb.toFixed(1)} kB of ${BUDGET_KB} kB`);
if (heaviest_kb > BUDGET_KB) process.exitCode = 1;
