// On a phone and on the narrowest one, nothing has to be scrolled sideways.
import { expect, expectEqual } from "./help/expect.mjs";
import { pagesFor } from "./help/pages.mjs";

const people = ["anybody", "school", "hubWorker", "police", "administrator", "protection"];

async function widthsHold(stage, viewport) {
  const wide = [];
  for (const who of people) {
    const options = { viewport, isMobile: true, hasTouch: true };
    const person = who === "anybody" ? await stage.anybody(options) : await stage.person(who, options);
    for (const path of await pagesFor(stage.house, who)) {
      expectEqual(await person.go(path), 200, path);
      const over = await person.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      if (over > 0) wide.push(`${who} ${path}: ${over} pixels too wide`);
    }
  }
  expect(wide.length === 0, wide.join("\n"));
}

export const tests = {
  "every main page fits 390 by 844": (stage) => widthsHold(stage, { width: 390, height: 844 }),
  "every main page fits 320": (stage) => widthsHold(stage, { width: 320, height: 640 }),
};
