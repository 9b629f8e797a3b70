// Runs before the page is drawn, so that what scripts will reveal is not first shown and then
// hidden. It only says that there are scripts.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
