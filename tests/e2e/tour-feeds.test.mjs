// Feeds and what they show: the police send incidents with a bad row among them, and again; the
// front door sees what agencies told of a man, who he is connected to and in how many households he
// stood. Every page they come to is judged.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const incidents = (extra = "") => [
  "number,changed,incident,person,given name,family name,birth date,happened,type,grade,summary",
  "T-1,2026-01-02,T,T1,Tessa,Feedtour,02/02/2014,2026-01-01 21:00,MISPER,high,Away overnight",
  "T-2,2026-01-02,T,T2,Tom,Feedtour,31/02/2014,2026-01-01 21:00,MISPER,high,With her",
  ...(extra ? [extra] : []),
].join("\n");

async function send(one, text, how) {
  await one.page.fill("#text", text);
  await one.press(one.page.locator(`main button[value=${how}]`));
}

async function sends(one) {
  await one.go("/feeds");
  expectIn("Police incidents", await one.words(), "what may be sent");
  await send(one, '[{"number": "T-1"}]', "try");
  expectIn("one JSON list", await one.words(), "a list in place of lines");
  await send(one, incidents(), "try");
  const tried = await one.words();
  expectIn("would give: 1 event told and 1 row refused", tried, "the trial");
  expectIn("Give a real date", tried, "the trial");
  await one.press(one.page.locator("main button[value=take]"));
  expectIn("1 event told and 1 row refused", await one.words(), "what was taken");
  await one.go("/feeds");
  await send(one, incidents(), "try");
  await one.press(one.page.locator("main button[value=take]"));
  expectIn("1 row already received and 1 row refused", await one.words(), "the same again");
}

async function looksAtReport(one) {
  await one.go("/feeds");
  await one.press(one.page.locator("main a", { hasText: "1 row refused" }).first());
  const report = await one.words();
  expectIn("birth-date", report, "the report");
  expectIn("Give a real date", report, "the report");
  const link = (await one.links()).find((href) => href?.includes("format=csv"));
  const file = await one.page.request.get(link);
  expectEqual(file.status(), 200, link);
  expectIn("birth-date", (await file.body()).toString(), "the file");
}

async function find(stage, given, family) {
  const path = `/people?given_name=${given}&family_name=${family}`;
  const { candidates } = await stage.house.call("contact", "GET", path);
  const found = candidates.find(({ id }) => id);
  expect(found !== undefined, `${given} ${family} is not found`);
  return found.id;
}

async function seesConnections(one, id) {
  await one.go(`/people/${id}`);
  const person = await one.words();
  expectIn("What agencies told", person, "the person");
  expectIn("Door kicked", person, "the person");
  expectIn("Probation", person, "the person");
  await one.press(one.page.locator("main a", { hasText: "Who they are connected to" }));
  const listed = await one.words();
  for (const name of ["Gemma Thorburn", "Maisie Thorburn", "Zofia Szymańska", "Alfie Thorburn"])
    expectIn(name, listed, "the connections");
  expectIn("Same event", listed, "the connections");
}

async function seesDrawing(one) {
  await one.page.waitForSelector(".ls-graph canvas");
  const drawn = await one.page.evaluate(() =>
    [...document.querySelectorAll(".ls-graph canvas")].some((canvas) => {
      const { data } = canvas
        .getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    }),
  );
  expect(drawn, "The drawing is empty");
  expectEqual(one.complaints.join("\n"), "", "what the browser complains of");
}

const judged = (test) => async (stage) => {
  const auditor = new Auditor({ phone: true });
  await test(stage, { auditor });
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
};

export const tests = {
  "the police send incidents, and a bad row says what is wrong": judged(async (stage, options) => {
    const one = await stage.person("policeData", options);
    await sends(one);
    await looksAtReport(one);
  }),
  "the front door sees what was told and who he is connected to": judged(async (stage, options) => {
    const id = await find(stage, "Kyle", "Brannock");
    const one = await stage.person("contact", options);
    await seesConnections(one, id);
    await seesDrawing(one);
    await one.press(one.page.locator("main nav a", { hasText: "Same address" }));
    expectIn("Zofia Szymańska", await one.words(), "where he lived before");
    expectNotIn("Same event", (await one.page.locator("main table").innerText()), "one kind alone");
    await one.press(one.page.locator("main a", { hasText: "households of different children" }));
    expectIn("Kyle Brannock", await one.words(), "adults in several households");
    expectIn("Maisie Thorburn", await one.words(), "adults in several households");
  }),
  async "the connections are listed without scripts"(stage) {
    const id = await find(stage, "Kyle", "Brannock");
    const one = await stage.person("contact", { javaScriptEnabled: false });
    await one.go(`/people/${id}/connections`);
    expectIn("Gemma Thorburn", await one.words(), "the list");
    expect(!(await one.page.locator(".ls-graph").isVisible()), "An empty frame is shown");
  },
  async "what agencies told is not for a school that was merely asked"(stage) {
    const id = await find(stage, "Kyle", "Brannock");
    const one = await stage.person("school");
    await one.go(`/people/${id}`);
    expectNotIn("Door kicked", await one.words(), "the school's view");
  },
};
