// Sharing with a purpose, and looking back: a hub worker asks whether agencies know a child and for
// what they keep, the agency decides, sees what it released and ends it, the data protection officer
// reads the register, and a review's chair replays decisions and makes the pack. Every page they
// come to is judged.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const released = "Her weight has fallen by one line since the summer.";

const judged = (test) => async (stage) => {
  const auditor = new Auditor({ phone: true });
  await test(stage, { auditor });
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
};

// The record that a name stands on, by a board.
async function recordOf(one, board, name) {
  await one.go(`/boards/${board}`);
  const row = one.page.locator("main tr, main li").filter({ hasText: name }).first();
  const href = await row.locator("a[href*='/records/']").first().getAttribute("href");
  return href.split("/records/")[1].split(/[/?#]/)[0];
}

async function asks(one, ref) {
  const { page } = one;
  expectEqual(await one.go(`/records/${ref}/known/ask`), 200, "the question");
  await one.press(page.locator("main form button").first());
  expectIn("There is a problem", await one.words(), "nothing chosen");
  await page.locator("[name=person]").first().check();
  await page.locator("[name=agency][value=probation]").check();
  await page.locator("[name=purpose][value=enquiry]").check();
  await page.locator("[name=gateway][value=children-act-2004-s10]").check();
  await one.press(page.locator("main form button").first());
  expectIn("is not for that purpose", await one.words(), "a law for something else");
  await page.locator("[name=gateway][value=children-act-1989-s47]").check();
  await one.press(page.locator("main form button").first());
  expectIn("The agency has been asked", await one.words(), "what was done");
  expectIn("No answer yet", await one.words(), "before its time");
}

export const tests = {
  "a hub worker asks agencies, and reads what one released": judged(async (stage, options) => {
    const one = await stage.person("hubWorker", options);
    const ref = await recordOf(one, "hub", "Isla Milburn");
    await one.go(`/records/${ref}/sharing`);
    const said = await one.words();
    expectIn("Known to them", said, "the answers");
    expectIn("They work with them now", said, "the police's answer");
    expectIn("Not known to them", said, "the answers");
    expectIn("Waits for a decision", said, "what the police were asked");
    expectNotIn(released, said, "the list");
    await one.press(one.page.getByRole("link", { name: "Health that matters to the worry" }));
    expectIn(released, await one.words(), "what was released");
    expectIn("sees that you have looked", await one.words(), "what was released");
    await asks(one, ref);
  }),

  "an agency decides, sees all that it released, and ends a release": judged(async (stage, options) => {
    const police = await stage.person("police", options);
    expectEqual(await police.go("/sharing"), 200, "sharing");
    expectIn("Isla Milburn", await police.words(), "what waits");
    expectIn("N-4471", await police.words(), "whom the police know");
    await police.press(police.page.locator("main td a, main th a").filter({ hasText: "Isla" }).first());
    const { page } = police;
    await page.locator("[name=incidents][value=refused]").check();
    await page.fill("[name='incidents/why']", "Part of a case before the court");
    await page.locator("[name=domestic-abuse][value=released]").check();
    await police.press(page.locator("main form button").first());
    expectIn("Say what you release", await police.words(), "nothing released");
    await page.fill("[name='domestic-abuse/value']", "No incident in twelve months.");
    await police.press(page.locator("main form button").first());
    expectIn("Your decisions have gone", await police.words(), "what was done");
    expectIn("Part of a case before the court", await police.words(), "the refusal");

    const owner = await stage.person("visiting", options);
    await owner.go("/sharing");
    const said = await owner.words();
    expectIn("What my agency has released", said, "sharing");
    expectIn("Health that matters to the worry", said, "sharing");
    expectIn("Dana Oyelaran", said, "who looked at it");
    await owner.press(owner.page.getByRole("link", { name: "Health that matters" }).first());
    expectIn(released, await owner.words(), "what was released");
    await owner.press(owner.page.getByRole("link", { name: /End it now.*Health/ }));
    await owner.page.fill("[name=reason]", "It was about another child");
    await owner.press(owner.page.locator("main form button").first());
    expectIn("Ended early", await owner.words(), "what is left");
    const worker = await stage.person("hubWorker");
    const ref = await recordOf(worker, "hub", "Isla Milburn");
    await worker.go(`/records/${ref}/sharing`);
    expectIn("Ended early", await worker.words(), "the record");
    const others = (await worker.links()).filter((href) => href?.includes("/released/"));
    await worker.go(others[0]);
    expectNotIn(released, await worker.words(), "what is over");
  }),

  "the data protection officer reads the register, and nothing that was said": judged(async (stage, options) => {
    const one = await stage.person("protection", options);
    expectEqual(await one.go("/sharing"), 200, "sharing");
    const said = await one.words();
    expectIn("Everything that agencies released", said, "the register");
    expectIn("Health that matters to the worry", said, "the register");
    expectIn("Children Act 2004 section 11", said, "the register");
    expectNotIn(released, said, "the register");
    const file = one.page.getByRole("link", { name: "Everything that agencies released as CSV" });
    const link = await file.getAttribute("href");
    const reply = await one.page.request.get(link);
    expectEqual(reply.status(), 200, link);
    expectIn("Health that matters", (await reply.body()).toString(), "the file");
    const school = await stage.person("school");
    expectEqual(await school.go("/sharing?agency=hdft"), 404, "another agency's");
  }),

  "a review's chair replays a decision and makes the pack": judged(async (stage, options) => {
    const one = await stage.person("reviewer", options);
    const ref = await recordOf(one, "reviews", "Callum Younger");
    await one.go(`/records/${ref}/history`);
    await one.press(one.page.getByRole("link", { name: /^Decisions, and what could be seen/ }));
    expectIn("Moved from", await one.words(), "the decisions");
    const first = one.page.locator("main a[href*='/decisions/']").first();
    await one.press(first);
    const said = await one.words();
    expectIn("What they could see", said, "the decision");
    expectIn("What was there and hidden from them", said, "the decision");
    expectIn("What arrived later", said, "the decision");
    await one.go(`/records/${ref}/pack`);
    const pack = await one.words();
    expectIn("Adult A", pack, "the pack");
    expectNotIn("Fiona Younger", pack, "the pack");
    // Whoever opened it decided nothing by that; they may.
    expectIn("Nobody yet: the pack leaves out", pack, "who decided");
    await one.press(one.page.getByRole("link", { name: /^Decide to leave it out.*Adult B$/ }));
    await one.page.fill("[name=reason]", "Not named while the police ask");
    await one.press(one.page.locator("main form button").first());
    expectIn("Not named while the police ask", await one.words(), "what was decided");
    await one.go(`/records/${ref}/pack`);
    expect(
      (await one.page.getByRole("link", { name: /^Decide to leave it out.*Adult B$/ }).count()) === 0,
      "It is to be decided twice",
    );
    expectIn("Callum Younger", pack, "the pack");
    // A name that no record has is asked about, and goes when it is ticked.
    expectIn("A cousin in Newcastle", pack, "the pack");
    await one.press(one.page.getByRole("button", { name: "Leave these out" }));
    expectIn("Tick the names to leave out", await one.words(), "nothing ticked");
    await one.page.getByRole("checkbox", { name: "Newcastle" }).check();
    await one.press(one.page.getByRole("button", { name: "Leave these out" }));
    expectIn("A cousin in Person A", await one.words(), "the pack without the name");
    const reply = await one.page.request.get(`/records/${ref}/pack/file/json`);
    expectEqual(reply.status(), 200, "the file");
    expectNotIn("Fiona", await reply.text(), "the file");
    expectNotIn("A cousin in Newcastle", await (await one.page.request.get(`/records/${ref}/pack/file/json`)).text(), "the file");
    await one.go(`/records/${ref}/pack/file/html`);
    expectIn("Decisions as they were taken", await one.words(), "the document");
    await one.go(`/records/${ref}/pack`);
    await one.press(one.page.getByRole("link", { name: /^Let it be read.*Adult A$/ }));
    await one.page.fill("[name=reason]", "The panel must know who she is");
    await one.press(one.page.locator("main form button").first());
    expectIn("It can be read in the pack", await one.words(), "what was done");
    await one.press(one.page.getByRole("link", { name: /^Leave it out again.*Adult A$/ }));
    await one.page.fill("[name=reason]", "Read by the panel");
    await one.press(one.page.locator("main form button").first());
    const worker = await stage.person("hubWorker");
    expectEqual(await worker.go(`/records/${ref}/pack`), 404, "without the right");
  }),
};
