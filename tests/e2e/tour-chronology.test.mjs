// The line of time at work: a front-door worker looks at what a family's agencies knew, through the
// school's eyes and as it was, marks what mattered and takes the line away; a reviewer reads the line
// of the record that they review; whoever writes an agency's report finds no line that is not theirs.
import { Auditor } from "./help/audit.mjs";
import { dayInWords, dayOf } from "./help/days.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";
import { posts } from "./help/house.mjs";

posts.reviewer ??= "partnership-office/lead-reviewer";
posts.reviewAuthor ??= "la-csc/review-author";

const judged = (test) => async (stage) => {
  const auditor = new Auditor({ phone: true });
  await test(stage, { auditor });
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
};

const school = "croft-lea-first";

// Somebody of whom the school learned on more than one day, and could not have known all; the days
// on which it first and last did. Which families those are changes with the day of the run.
async function family(stage) {
  const read = (path) => stage.house.call("contact", "GET", path);
  const { records } = await read("/records?pathway=child-mash");
  for (const { ref } of records) {
    const { people } = await read(`/records/${ref}`);
    const id = (people.find((one) => one.role === "subject") ?? people[0]).id;
    const all = await read(`/people/${id}/chronology`);
    const known = await read(`/people/${id}/chronology?known_to=${school}`);
    const days = known.events.map((event) => dayOf(event.known_from[school])).sort();
    if (days.length === all.events.length || days[0] === days.at(-1)) continue;
    return { id, first: days[0], last: days.at(-1) };
  }
  throw new Error("The demonstration has no family whose school learned more and more");
}

async function looksThrough(one, { id, first, last }) {
  const { page } = one;
  await one.go(`/people/${id}`);
  await one.press(page.locator("main a[href$='/chronology']"));
  const said = await one.words();
  for (const word of ["First", "Worst", "Latest", "entries from"]) expectIn(word, said, "the line");
  expect((await page.locator(".ls-line__item").count()) > 5, "The line is not drawn");
  expect((await page.locator(".ls-strip svg").count()) === 1, "The years are not drawn");
  // Through the eyes of the school, which answered checks and was told.
  await page.selectOption("#known_to", school);
  await page.fill("#on", first);
  await page.fill("#until", last);
  await one.press(page.locator(".ls-lens button", { hasText: "Look" }));
  const through = await one.words();
  expectIn("could have known", through, "through the school");
  expectIn(`became known to them between then and ${dayInWords(last)}`, through, "two days");
  expect((await page.locator(".ls-line__item--hidden").count()) > 0, "Nothing is hidden from them");
}

async function chooses(one, { id }) {
  const { page } = one;
  await one.go(`/people/${id}/chronology`);
  const all = await page.locator(".ls-line__item").count();
  await page.selectOption("#weight", "grave");
  await one.press(page.locator(".ls-lens button", { hasText: "Show" }));
  expect((await page.locator(".ls-line__item").count()) < all, "Nothing was left out");
  expectIn("Show everything", await one.words(), "the filter");
  await one.go(`/people/${id}/chronology?as_at=2000-01-01`);
  expectIn("Nothing that you may see", await one.words(), "before there was anything");
}

// On a phone, with scripts or without: what is chosen stands folded above the line, in words.
async function folds(one, { id, first }) {
  const { page } = one;
  await one.go(`/people/${id}/chronology`);
  const field = page.locator("#weight");
  const fold = page.locator("summary", { hasText: "Choose what the line shows" });
  expectIn("Now: everything", await fold.innerText(), "the fold");
  expect(!(await field.isVisible()), "The choices stand above the line");
  await fold.click();
  expect(await field.isVisible(), "The choices do not unfold");
  await page.selectOption("#weight", "grave");
  await one.press(page.locator(".ls-lens button", { hasText: "Show" }));
  expectIn("Significance Grave", await fold.innerText(), "the fold");
  expect(!(await field.isVisible()), "The choices stand above the line again");
  expectIn("Show everything", await one.words(), "how to undo it");
  // A day by itself asks nothing, and the page says what is missing.
  await one.go(`/people/${id}/chronology?on=${first}`);
  expectIn("Choose the agency too", await one.words(), "a day alone");
  await one.go(`/people/${id}/chronology?on=${first}&until=2000-01-01`);
  expect(await page.locator("#until").isVisible(), "What is wrong cannot be seen");
  expectNotIn("were recorded here", await one.words(), "beside what is wrong");
}

async function marks(one, { id }) {
  const { page } = one;
  await one.go(`/people/${id}/chronology`);
  await one.press(page.locator(".ls-line__act a").first());
  await one.press(page.locator("main form button").last());
  expectIn("Choose what it is", await one.words(), "without saying what");
  await page.check("input[name=says][value=worst]");
  await page.fill("#reason", "Nobody asked who the man was");
  await one.press(page.locator("main form button").last());
  const said = await one.words();
  expectIn("Marked as worst", said, "the line");
  expectIn("Nobody asked who the man was", said, "the line");
  await one.press(page.locator(".ls-line__mark a").first());
  await page.fill("#reason", "He was the grandfather");
  await one.press(page.locator("main form button").last());
  expectNotIn("Nobody asked who the man was", await one.words(), "after it was withdrawn");
}

async function takes(one, { id }) {
  for (const [format, starts] of [
    ["docx", "PK"],
    ["xlsx", "PK"],
    ["csv", "Happened,"],
    ["pdf", "%PDF-"],
    ["json", "{"],
  ]) {
    const path = `/people/${id}/chronology?format=${format}`;
    // A PDF is set by another program, which may wait its turn.
    const reply = await one.page.request.get(path, { timeout: 60_000 });
    expectEqual(reply.status(), 200, path);
    const begin = (await reply.body()).toString("latin1").replace("\u00ef\u00bb\u00bf", "");
    expect(begin.startsWith(starts), `${path} is something else`);
  }
}

export const tests = {
  "a front-door worker sees who knew what, when": judged(async (stage, options) => {
    const one = await stage.person("contact", options);
    const person = await family(stage);
    await looksThrough(one, person);
    await chooses(one, person);
    await marks(one, person);
    await takes(one, person);
  }),
  "on a phone the choices fold above the line, without scripts too": judged(
    async (stage, options) => {
      const person = await family(stage);
      const phone = { ...options, viewport: { width: 390, height: 844 } };
      await folds(await stage.person("contact", phone), person);
      const plain = { viewport: phone.viewport, javaScriptEnabled: false };
      await folds(await stage.person("contact", plain), person);
    },
  ),
  "a program reads the line with since when each could have known": async (stage) => {
    const { id } = await family(stage);
    const path = `/people/${id}/chronology?known_to=${school}`;
    const line = await stage.house.call("contact", "GET", path);
    expect(line.events.length > 0, "The school could have known nothing");
    for (const event of line.events) {
      expect(event.happened_at && event.recorded_at && event.source, "An event without its times");
      expect(event.known_from[school], "An event that the school could not know");
    }
  },
  "a reviewer reads the line of the record under review": judged(async (stage, options) => {
    const one = await stage.person("reviewer", options);
    const { records } = await stage.house.call("reviewer", "GET", "/records?pathway=joint-review");
    expect(records.length > 0, "The reviewer reviews nothing");
    expectEqual(await one.go(`/records/${records[0].ref}/people`), 200, "people");
    await one.press(one.page.locator("main a[href$='/chronology']"));
    expectIn("Chronology:", await one.words(), "the line of the record");
    expectIn("Joint review", await one.words(), "the line of the record");
  }),
  "who writes an agency's report is shown no line that is not theirs": judged(
    async (stage, options) => {
      const one = await stage.person("reviewAuthor", options);
      const { id } = await family(stage);
      expectEqual(await one.go(`/people/${id}/chronology`), 404, "somebody else's line");
      expectEqual(await one.go("/people/nobody/chronology"), 404, "nobody's line");
    },
  ),
};
