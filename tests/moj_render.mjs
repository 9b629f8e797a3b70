// Renders each option set of moj_options.json with the package's own templates and prints
// [{component, options, html}]: what our components are held against.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import nunjucks from "nunjucks";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "../node_modules");
const environment = nunjucks.configure(
  [join(modules, "@ministryofjustice/frontend"), join(modules, "govuk-frontend/dist")],
  { trimBlocks: true, lstripBlocks: true },
);
const filters = createRequire(import.meta.url)("@ministryofjustice/frontend/moj/filters/all")();
for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);

const sets = JSON.parse(readFileSync(join(here, "moj_options.json"), "utf8"));
for (const set of sets) {
  set.html = environment.render(`moj/components/${set.component}/template.njk`, {
    params: set.options,
  });
}
console.log(JSON.stringify(sets));
