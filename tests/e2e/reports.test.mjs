// The pages of reports: what is missing, a preview that stands by itself, freezing, and that
// nothing is out before it is published.
import { violations } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

async function sound(person, what) {
  const wrong = await violations(person.page);
  expect(wrong.length === 0, `${what}: ${wrong.join("; ")}`);
}

export const tests = {
  "a report says what it lacks, is previewed and frozen": async (stage) => {
    const person = await stage.person("business");
    expectEqual(await person.go("/reports"), 200, "/reports");
    await sound(person, "the list of reports");
    await person.press(person.page.locator('main a[href^="/reports/make/"]').first());
    await sound(person, "making a report");
    const said = await person.words();
    expectIn("What the law wants in it", said);
    expectIn("It cannot be published yet", said);
    expectIn("They are not frozen", said);
    const path = new URL(person.page.url()).pathname;

    await person.page.setViewportSize({ width: 390, height: 844 });
    const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= 390, `the page is ${wide} wide on a phone`);

    expectEqual(await person.go(`${path}/preview`), 200, "preview");
    await sound(person, "the preview");
    const report = await person.words();
    expectIn("A preview: this report is not published.", report);
    expectIn("At a glance", report);
    expectIn("How the figures are counted", report);
    const narrow = await person.page.evaluate(() => document.documentElement.scrollWidth);
    expect(narrow <= 390, `the preview is ${narrow} wide on a phone`);
    await person.page.setViewportSize({ width: 1280, height: 900 });

    await person.go(path);
    await person.press(person.page.locator('form[action$="/freeze"] button'));
    expectIn("The figures are frozen.", await person.words());
    const guest = await stage.anybody();
    expectEqual(await guest.go("/reports/annual/2022-23"), 404, "before it is published");
    expectNotIn("foreword", await guest.words());
  },
};
