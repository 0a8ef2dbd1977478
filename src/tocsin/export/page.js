"use strict";
const light = (names, on) => {
  for (const mark of document.querySelectorAll("mark[data-fields]")) {
    if (mark.dataset.fields.split(" ").some((name) => names.includes(name))) mark.classList.toggle("lit", on);
  }
  for (const link of document.querySelectorAll("a[data-field]")) {
    if (names.includes(link.dataset.field)) link.classList.toggle("lit", on);
  }
};
const names = (target) => {
  const found = target instanceof Element ? target.closest("[data-field], [data-fields]") : null;
  return found ? (found.dataset.field || found.dataset.fields).split(" ") : [];
};
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (occurred) => light(names(occurred.target), on));
}
