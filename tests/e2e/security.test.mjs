// What a stranger, another site or the next person at this computer must not get.
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";
import { pagesFor } from "./help/pages.mjs";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; " +
  "base-uri 'none'";

async function aRecord(house) {
  return (await pagesFor(house, "police")).at(-1);
}

export const tests = {
  async "every answer carries the headers, and no page has code or style of its own"(stage) {
    const worker = await stage.person("hubWorker");
    for (const path of await pagesFor(stage.house, "hubWorker")) {
      const reply = await worker.page.goto(path);
      const headers = reply.headers();
      expectEqual(headers["content-security-policy"], policy, path);
      expectEqual(headers["x-content-type-options"], "nosniff", path);
      expectEqual(headers["cache-control"], "no-store", path);
      expectEqual(headers["referrer-policy"], "same-origin", path);
      const inline = await worker.page.$$eval("script:not([src]), style, [style]", (all) => all.length);
      expectEqual(inline, 0, `${path}: code or style in the page`);
    }
  },

  async "what is forbidden looks like what does not exist"(stage) {
    const school = await stage.person("school");
    const path = await aRecord(stage.house);
    const unknown = path.replace(/\d+$/, "999999");
    expectEqual(await school.go(path), 404, path);
    const forbidden = await school.words();
    expectEqual(await school.go(unknown), 404, unknown);
    expectEqual(await school.words(), forbidden, "the two pages");
    expectEqual(await school.go("/users"), await school.go("/no-such-page"), "status of /users");
  },

  async "a form without its token, or from another site, is refused"(stage) {
    const worker = await stage.person("hubWorker");
    const path = `${await aRecord(stage.house)}/actions/add`;
    const form = { what: "Forged", owner: "x", csrf_token: "0".repeat(64) };
    const forged = await worker.context.request.post(path, { form });
    expectEqual(forged.status(), 403, "a wrong token");
    const elsewhere = await worker.context.request.post("/sign-out", {
      headers: { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
      form: {},
    });
    expectEqual(elsewhere.status(), 403, "another site");
    expectEqual(await worker.go("/"), 200, "still signed in");
    expectEqual(worker.path(), "/", "still signed in");
  },

  async "after signing out, the back button shows nothing"(stage) {
    const worker = await stage.person("hubWorker");
    await worker.go(await aRecord(stage.house));
    expectIn("Pageschild", await worker.words(), "the record");
    await worker.page.getByRole("button", { name: "Sign out" }).click();
    await worker.page.waitForURL("**/sign-in");
    await worker.page.goBack({ waitUntil: "domcontentloaded" });
    expectNotIn("Pageschild", await worker.page.content(), "the page behind");
    expect(worker.path() === "/sign-in", `shown ${worker.path()}`);
  },
};
