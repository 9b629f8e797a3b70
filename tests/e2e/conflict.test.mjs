// Two people change the same answers: the second sees both versions and loses nothing.
import { expectEqual, expectIn } from "./help/expect.mjs";
import { fill, mainButton, send } from "./help/forms.mjs";
import { pagesFor } from "./help/pages.mjs";

export const tests = {
  async "the second to save sees both versions, with their own words kept"(stage) {
    const record = (await pagesFor(stage.house, "police")).at(-1);
    const path = `${record}/answers/mash-rating.rating`;
    const first = await stage.person("hubManager");
    const second = await stage.person("hubWorker");
    await first.go(path);
    await second.go(path);
    await fill(first.page, { "rag-reason": "The first said this." });
    await send(first);
    await fill(second.page, { "rag-reason": "The second typed this." });
    await Promise.all([
      second.page.waitForEvent("domcontentloaded"),
      mainButton(second.page).click(),
    ]);
    const said = await second.words();
    expectIn("Both versions", said, "the page of the second");
    expectIn("The first said this.", said, "the page of the second");
    expectEqual(
      await second.page.inputValue('[name="rag-reason"]'),
      "The second typed this.",
      "what was typed",
    );
  },
};
