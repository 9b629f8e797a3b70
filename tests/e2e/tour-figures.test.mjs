// Figures at work: the business manager loads what they are held against and marks a chart, a
// member of the Executive looks, an analyst takes them away, and a recommendation is followed to
// whether anything moved. Every page they come to is judged.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const file = [
  "measure,area,kind,from,to,value",
  "C-CONTACT,England,england,2025-04-01,2026-03-31,12",
  "C-CONTACT,North East,region,2025-04-01,2026-03-31,nine",
  "C-CONTAKT,England,england,2025-04-01,2026-03-31,12",
].join("\n");

async function loads(one) {
  const { page } = one;
  await one.go("/figures/reference");
  await page.fill("#source", "An invented publication");
  await page.fill("#published", "2026-05-01");
  await page.fill("#text", file);
  await one.press(page.locator("main button[value=try]"));
  const tried = await one.words();
  expectIn("did you mean C-CONTACT?", tried, "the preview");
  expectIn("is not a figure", tried, "the preview");
  expectIn("1 would be new", tried, "the preview");
  await one.press(page.locator("main button[value=load]"));
  expectIn("The figures are loaded", await one.words(), "what was done");
  expectIn("An invented publication, 1 May 2026", await one.words(), "what is loaded");
}

async function reads(one) {
  await one.go("/figures/C-CONTACT");
  const said = await one.words();
  expectIn("England", said, "the figure");
  expectIn("An invented publication", said, "the figure");
  expect((await one.page.locator("svg.ls-chart").count()) === 1, "The chart is not drawn");
}

async function marks(one) {
  const { page } = one;
  await page.click("#mark summary");
  await page.fill("#mark-from", "2026-02-01");
  await one.press(page.locator("#mark button"));
  expectIn("Say what was changed on that day", await one.words(), "without a reason");
  await page.fill("#why", "One contact form for every agency");
  await one.press(page.locator("main form button").last());
  expectIn("The figure is marked", await one.words(), "what was done");
  expectIn("One contact form for every agency", await one.words(), "the figure");
}

async function takes(one, path, starts) {
  const link = (await one.links()).find((href) => href?.includes("format=") && href.includes(path));
  expect(link !== undefined, `No link with ${path} on ${one.path()}`);
  const reply = await one.page.request.get(link);
  expectEqual(reply.status(), 200, link);
  expect((await reply.body()).toString("latin1").startsWith(starts), `${link} is something else`);
}

const judged = (test) => async (stage) => {
  const auditor = new Auditor({ phone: true });
  await test(stage, { auditor });
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
};

export const tests = {
  "the business manager loads figures of others, reads a chart and marks it": judged(async (stage, options) => {
    const one = await stage.person("business", options);
    await loads(one);
    await reads(one);
    await marks(one);
  }),
  "the Executive looks, and loads and marks nothing": judged(async (stage, options) => {
    const one = await stage.person("executive", options);
    expectEqual(await one.go("/figures"), 200, "figures");
    expectNotIn("Figures of others and populations", await one.words(), "figures");
    await reads(one);
    expectNotIn("Draw the limits anew from a day", await one.words(), "the figure");
    expectEqual(await one.go("/figures/reference"), 404, "what is loaded");
    expectEqual(await one.go("/learning"), 200, "learning");
  }),
  "the analyst takes lists and figures away": judged(async (stage, options) => {
    const one = await stage.person("analyst", options);
    await one.go("/figures?theme=Front%20door");
    await takes(one, "format=xlsx", "PK");
    await takes(one, "format=csv", "Measure,");
    await one.go("/figures/C-CONTACT");
    await takes(one, "format=xlsx", "PK");
    await takes(one, "format=csv", "Measure,Period,From,To,Figure");
  }),
  "a recommendation is followed to whether the figure moved": judged(async (stage, options) => {
    const one = await stage.person("business", options);
    const { page } = one;
    await one.go("/learning");
    const chain = (await one.links()).find((href) => /^\/learning\/[A-Z]/.test(href ?? ""));
    expect(chain !== undefined, "No recommendation is followed");
    await one.go(chain);
    expectIn("Nothing yet", await one.words(), "the chain");
    await page.click("main details:last-of-type summary");
    await page.selectOption("#measure", "C-CONTACT");
    await page.fill("#from", "2026-05-01");
    await page.fill("#why", "Every school was told");
    await one.press(page.locator("main details:last-of-type button"));
    expectIn("Every school was told", await one.words(), "the chain");
    await one.go("/figures/C-CONTACT");
    expectIn("What should move it", await one.words(), "the figure");
  }),
};
