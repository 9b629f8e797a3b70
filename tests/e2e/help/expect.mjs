export function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

export function expectEqual(found, wanted, what) {
  expect(found === wanted, `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

export function expectIn(words, whole, what) {
  expect(whole.includes(words), `${what} should say “${words}”: ${whole.slice(0, 600)}`);
}

export function expectNotIn(words, whole, what) {
  expect(!whole.includes(words), `${what} should not say “${words}”`);
}
