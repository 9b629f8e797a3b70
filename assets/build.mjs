// Builds what the pages load: one style sheet, one script, the small start script, the
// script of a drawing and images.
// Usage: node assets/build.mjs [folder to put them in]
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const out = resolve(process.argv[2] ?? join(root, "build/assets"));

const styles = sass.compile(join(here, "longstone.scss"), {
  loadPaths: [join(root, "node_modules"), root, here],
  style: "compressed",
  // Warnings about code that is not ours cannot be answered here.
  quietDeps: true,
  logger: {
    warn: (message, { stack }) => stack?.includes("node_modules") || console.warn(message, stack),
  },
});
await mkdir(join(out, "images"), { recursive: true });
await writeFile(join(out, "longstone.css"), styles.css);

await build({
  entryPoints: {
    longstone: join(here, "longstone.ts"),
    start: join(here, "start.ts"),
    connections: join(here, "connections.ts"),
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
  legalComments: "none",
  logLevel: "warning",
});

const images = [
  ...(await readdir(join(here, "images"))).map((name) => join(here, "images", name)),
  ...(await wantedImages(styles.css)),
];
for (const image of images) await copyFile(image, join(out, "images", image.split("/").pop()));

// Pictures that the packages' style sheets ask for.
async function wantedImages(css) {
  const folder = join(root, "node_modules/@ministryofjustice/frontend/moj/assets/images");
  const there = new Set(await readdir(folder));
  const names = [...css.matchAll(/\/assets\/images\/([\w.-]+)/g)].map((match) => match[1]);
  return [...new Set(names)].filter((name) => there.has(name)).map((name) => join(folder, name));
}
