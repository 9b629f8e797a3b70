// Long lists are searched instead of scrolled: selects with data-autocomplete become a field that
// offers what matches. The select stays in the page and is what the form sends.
import accessibleAutocomplete from "accessible-autocomplete";

export function offerAutocomplete(scope: ParentNode): void {
  for (const select of scope.querySelectorAll<HTMLSelectElement>("select[data-autocomplete]")) {
    if (select.style.display === "none") continue;
    accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
      showAllValues: true,
      preserveNullOptions: true,
      tNoResults: () => "Nothing matches",
    });
  }
}
