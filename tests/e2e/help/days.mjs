// Days as the partnership counts them: by the clock in London.
const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
const inWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

// 2026-11-23: the day on which a moment falls.
export const dayOf = (moment) => london.format(new Date(moment));

// The day `more` days from today.
export const dayFromNow = (more) => dayOf(Date.now() + more * 86_400_000);

// A day as a page writes it: 23 November 2026.
export const dayInWords = (day) => inWords.format(new Date(day));
