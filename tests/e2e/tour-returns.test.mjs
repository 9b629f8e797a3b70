// A school's answer that other partnerships ask for as well: it is given as a sealed file, and what
// is no such file is refused in words. What is heard stands beside the chart of the same thing.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const answers = {
  "sr-lead": "The head of year",
  "sr-deputies": 2,
  "sr-lead-trained": "2026-01-12",
  "sr-staff-trained": "2026-01-05",
  "sr-governor": "yes",
  "sr-record": "yes",
  "sr-policy-on": "2026-01-20",
  "sr-filtering": "yes",
  "sr-relationships": "yes",
  "sr-encompass": "no",
  "sr-hsb": 3,
  "sr-lado": 1,
  "sr-hsb-audit": "no",
  "sr-children-say": "I would tell my form tutor.",
  "sr-rag": "amber",
  "sr-signed": "Head teacher and chair of governors",
  "sr-share": "yes",
};

// What the school is asked, on a record of its own.
async function asked(stage, year) {
  const opened = await stage.house.call("schools", "POST", "/records", {
    pathway: "section-175-157-audit",
    answers: {
      "sa-school": "croft-lea-first",
      "sa-year": year,
      "sa-phase": "first",
      "sa-line": `Safeguarding audit ${year}`,
    },
  });
  return opened.requests[0].id;
}

async function upload(one, name, text) {
  const { page } = one;
  if ((await page.locator("#take-file").count()) > 0) await page.click("#take-file summary");
  await page.setInputFiles("#file", { name, mimeType: "application/json", buffer: Buffer.from(text) });
  await one.press(page.locator("main form button:has-text('Take it in')"));
}

export const tests = {
  "a school keeps its answer as a file, and a wrong file is refused": async (stage) => {
    const auditor = new Auditor({ phone: true });
    const first = await asked(stage, "2025-26");
    await stage.house.call("school", "POST", `/requests/${first}/answers`, { answers });
    const one = await stage.person("school", { auditor });
    await one.go(`/requests/${first}`);
    expectIn("Give it to another partnership", await one.words(), "the answer");
    const [file] = await Promise.all([
      one.page.waitForEvent("download"),
      one.page.click("main button:has-text('Keep the file')"),
    ]);
    expectIn("return-croft-lea-first", file.suggestedFilename(), "the name of the file");
    const chunks = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    expectEqual(JSON.parse(text).return.agency, "croft-lea-first", "the file");

    const second = await asked(stage, "2026-27");
    await one.go(`/requests/${second}`);
    expectIn("Answered the same for another partnership?", await one.words(), "the question");
    await upload(one, "letter.json", "Dear all");
    expectIn("or it was cut off on its way", await one.words(), "a letter");
    await upload(one, "cut.json", text.replace("The head of year", "Somebody else"));
    expectIn("was changed after it was sealed", await one.words(), "a changed file");
    await upload(one, "own.json", text);
    expectIn("This file was made here", await one.words(), "our own file");
    await one.go(`/requests/${second}`);
    expectNotIn("Taken in from another partnership", await one.words(), "the question");
    expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
  },
  "notes of what is heard stand beside the chart of the same theme": async (stage) => {
    const auditor = new Auditor({ phone: true });
    const one = await stage.person("business", { auditor });
    const themes = ["X-EXPL", "D-MARAC"];
    let found = false;
    for (const figure of themes) {
      await one.go(`/figures/${figure}?from=2025-01-01`);
      found ||= (await one.words()).includes("lenders at the gate");
    }
    expect(found, "No note stands beside a chart of its theme");
    await one.go("/figures/E-OA");
    expectNotIn("lenders at the gate", await one.words(), "a figure on something else");
    expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
  },
};
