// The long stories of children, as the people who work at them.
import { tour } from "./help/tour.mjs";

const family = (baby) => [
  { role: "subject", ...baby },
  { role: "mother", "given-name": "Kim", "family-name": "Tourmother", born: "2002-03-03" },
  { role: "father", "given-name": "Tom", "family-name": "Tourfather", born: "1998-03-03" },
  { role: "man-in-household", "given-name": "Kit", "family-name": "Tourfriend" },
];

const newborn = [
  // The midwife is worried; the professionals meet and the agencies say what they know.
  {
    as: "nhcft/midwife",
    open: "pre-birth",
    people: family({ "given-name": "Unborn", "family-name": "Tourbaby", expected: "2026-12-01" }),
    with: ["marf-core", "pre-birth-pregnancy"],
    remember: "assessment",
  },
  { as: "la-csc/team-manager", move: "assessment", with: "pre-birth-meeting", refused: ["meetings"] },
  {
    meet: {
      meeting: "professionals-meeting",
      attended: ["la-csc", "nhcft", "hdft"],
      with: "professionals-meeting",
    },
  },
  { move: "assessment" },
];

export const tests = {
  "a newborn: from the midwife's worry to the end of the plan": tour(
    { lastDay: "2026-11-25" },
    newborn,
  ),
};
