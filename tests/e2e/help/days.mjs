// Days as the partnership counts them: by the clock in London.
const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const inWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

// 2026-11-23: the day on which a moment falls.
// By its parts: in what order a language writes them differs from one Node.js to the next.
export const dayOf = (moment) => {
  const parts = london.formatToParts(new Date(moment));
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
};

// The day `more` days from today.
export const dayFromNow = (more) => dayOf(Date.now() + more * 86_400_000);

// A day as a page writes it: 23 November 2026.
export const dayInWords = (day) => inWords.format(new Date(day));
