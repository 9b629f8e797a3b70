// Matching at work: a front-door worker types a name and is told who is known, compares two people
// who may be one, decides before seeing what the comparison thinks, and takes it back. Every page
// they come to is judged.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";
import { pagesFor } from "./help/pages.mjs";

const judged = (test) => async (stage) => {
  const auditor = new Auditor({ phone: true });
  await test(stage, { auditor });
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
};

const child = (given, born, family = "Zellweather") => ({
  given_name: given,
  family_name: family,
  birth_date: born,
  address: { lines: ["14 Dene Road", "Morpeth"], postcode: "NE61 1AB" },
  source: "A telephone call",
});

async function twoAlike(house, family) {
  const one = await house.call("contact", "POST", "/people", child("Isolde", "2019-03-04", family));
  const other = await house.call("contact", "POST", "/people", child("Isolda", "2019-03-14", family));
  return [one.id, other.id];
}

export const tests = {
  "as a name is typed the page says who is known already": judged(async (stage, options) => {
    const one = await stage.person("hubWorker", options);
    await stage.house.call("hubWorker", "POST", "/people", child("Ottoline", "2016-01-09"));
    const path = (await pagesFor(stage.house, "hubWorker")).find((each) =>
      each.endsWith("/people/add/father"),
    );
    expect(path !== undefined, "No record to name somebody on");
    await one.go(path);
    const { page } = one;
    await page.locator("#given-name").pressSequentially("Ottoline");
    await page.locator("#family-name").pressSequentially("Zellweather");
    await page.locator("#alike", { hasText: "Ottoline Zellweather" }).waitFor();
    const said = await one.words();
    expectIn("Known already?", said, "beside the form");
    expectIn("Given name agrees", said, "beside the form");
    await one.landed();
  }),

  "the search page answers as it is typed": judged(async (stage, options) => {
    await twoAlike(stage.house);
    const one = await stage.person("contact", options);
    await one.go("/search");
    await one.page.locator("#site-search").pressSequentially("isolde zellw");
    await one.page.locator("#found a", { hasText: "Isolde Zellweather" }).waitFor();
    expectIn("Family name begins with what was typed", await one.words(), "half a name");
    expectNotIn("zellw", one.page.url(), "the address");
    await one.landed();
  }),

  "two people are compared blind, judged, and the judgement is taken back": judged(
    async (stage, options) => {
      await twoAlike(stage.house, "Quillfeather");
      const one = await stage.person("contact", options);
      const { page } = one;
      await one.go("/");
      expectIn("People who may be one person", await one.words(), "my work");
      await one.go("/matching");
      const row = page
        .locator("main tr", { hasText: "Isolde Quillfeather" })
        .filter({ hasText: "Isolda Quillfeather" });
      await one.press(row.locator("a", { hasText: "Compare" }));
      let said = await one.words();
      expectIn("One digit of the date of birth differs", said, "the pair");
      expectNotIn("Together: the same person in", said, "the pair before deciding");
      await one.press(page.locator("main a", { hasText: "before I decide" }));
      expectIn("Together: the same person in", await one.words(), "the pair, asked");
      await page.check("input[name=says][value=different]");
      await one.press(page.locator("main form button").last());
      expectIn("Say what makes you think so", await one.words(), "without a reason");
      await page.check("input[name=says][value=different]");
      await page.fill("#reason", "Cousins: their grandmother named both");
      await one.press(page.locator("main form button").last());
      said = await one.words();
      expectIn("Your decision is kept.", said, "what was done");
      expectIn("They stand as two people.", said, "what was decided");
      await one.press(page.locator("main table a", { hasText: "Isolde Quillfeather" }).last());
      expectIn("Not the same person as", await one.words(), "the person");
      await one.press(page.locator("a", { hasText: "Take it back" }).first());
      await page.fill("#reason", "I had the wrong family");
      await one.press(page.locator("main form button").last());
      said = await one.words();
      expectIn("I had the wrong family", said, "the person");
      expectIn("You may also mean", said, "the person");
    },
  ),

  "who may not judge finds neither the pairs nor the way there": judged(async (stage, options) => {
    const one = await stage.person("school", options);
    expectEqual(await one.go("/matching"), 404, "the pairs");
    await one.go("/");
    expectNotIn("People who may be one person", await one.words(), "my work");
  }),
};
