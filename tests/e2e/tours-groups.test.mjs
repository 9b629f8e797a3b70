// The partnership's own work: a group's year as its support officer, its chair, a member of the
// executive and a lead member who observes see it, and what anybody may read.
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";
import { Tour } from "./help/tour.mjs";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

class Walk extends Tour {
  async step(step) {
    await super.step(step);
    for (const page of step.look ?? []) await this.look(page);
  }

  // What a page says, and what it does not.
  async look({ at, status = 200, says = [], silent = [] }) {
    expectEqual(await this.person.go(at), status, this.fail(at));
    const said = await this.person.words();
    for (const each of says) expectIn(each, said, this.fail(at));
    for (const each of silent) expectNotIn(each, said, this.fail(at));
  }
}

const adults = "/groups/business-group-adults";

const year = [
  { as: "partnership-office/business-support", open: "group-governance", with: "group-terms" },
  { move: "agreed" },
  { ask: { request: "group-seat", agencies: ["la-asc", "police"] } },
  { as: "la-asc/partnership-lead", reply: { with: "group-agreement" } },
  { as: "police/partnership-lead", reply: { with: "group-agreement" } },
  { as: "partnership-office/business-support", move: "running" },
  // The chair finds every member of the group on the list; two of them did not come.
  {
    as: "partnership-office/scrutineer",
    meet: {
      meeting: "group-meeting",
      attended: ["partnership-office", "la-asc", "police", "icb"],
      with: "group-meeting",
    },
  },
  {
    meet: {
      meeting: "group-meeting",
      attended: ["partnership-office", "la-asc", "police", "nhcft"],
      with: "group-meeting",
    },
    look: [
      {
        at: adults,
        says: [
          "Missed the last",
          "Did not come",
          "Engagement lead",
          "To be reviewed",
        ],
      },
      { at: "/groups/attendance", says: ["Adult social care", "Missed the last"] },
      { at: "/scrutiny", says: ["The standards", "Judgement now"] },
    ],
  },
  {
    as: "la-csc/executive-director",
    look: [
      { at: "/partnership", says: ["Groups", "Plan", "Scrutiny", "Inspections and peer reviews"] },
      { at: "/groups", says: ["Executive", "Business Group, Adults", "meets quarterly"] },
      { at: "/groups/executive", says: ["Decisions stay with the three statutory partners"] },
      { at: "/groups/actions", says: ["Who does it"] },
      { at: "/plan", says: ["The priorities at a glance", "Did it move"] },
      { at: "/registers/peer-and-inspection-register", says: ["Inspections and peer reviews"] },
    ],
  },
  // A lead member observes the groups to which they were asked, and no other.
  {
    as: "la-asc/lead-member",
    look: [
      { at: adults, says: ["Observing, without a vote", "Lead member for adults"] },
      { at: "/groups/business-support-unit", status: 404 },
      { at: "/groups", says: ["Chair: Independent scrutineer, Partnership office"] },
    ],
  },
  {
    as: "croft-lea-first/safeguarding-lead",
    look: [
      { at: "/groups/safer-in-education", says: ["Safer in Education"] },
      { at: adults, status: 404 },
      { at: "/library", says: ["Library"] },
    ],
  },
];

export const tests = {
  "a group's year, as its chair, the executive and a lead member see it": (stage) =>
    new Walk(stage, { lastDay: "2026-06-10" }).play(year),
  "what is published needs nobody to sign in, on a phone as well": async (stage) => {
    const anybody = await stage.anybody(phone);
    for (const path of ["/arrangements", "/procedures", "/library"]) {
      expectEqual(await anybody.go(path), 200, path);
      const over = await anybody.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(over <= 0, `${path}: ${over} pixels too wide`);
    }
  },
};
