// Small comforts on top of pages that work without script.
(function () {
  "use strict";

  // On a narrow screen the navigation is one row: have the word of this page in sight.
  var here = document.querySelector(".masthead__nav [aria-current]");
  if (here) {
    var row = here.closest("ul");
    row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }

  // A form that is on its way cannot be sent twice; data-again marks one that brings a file.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    var button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });

  // After Back the page comes from memory: let its forms be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
    document.querySelectorAll("[aria-busy]").forEach(function (button) {
      button.removeAttribute("aria-busy");
    });
  });

  // In a long form Enter only ends a word; the form is sent by its button.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeMenus(null);
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    var field = event.target;
    if (field.tagName !== "INPUT" || /^(submit|button|file)$/.test(field.type)) return;
    if (field.closest("form[data-long]")) event.preventDefault();
  });

  // “/” jumps into the search, except where somebody is writing.
  document.addEventListener("keydown", function (event) {
    var search = document.querySelector("[data-search]");
    if (event.key !== "/" || event.isComposing || !search) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("[data-menu]"));
    if (event.target.closest("[data-print]")) window.print();
  });

  // Paper has no folds: whatever is closed is opened to be printed, and closed again.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open]):not(.confirm):not(.menu)").forEach(function (fold) {
      fold.setAttribute("open", "");
      fold.dataset.folded = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (fold) {
      fold.removeAttribute("open");
      delete fold.dataset.folded;
    });
  });

  function closeMenus(kept) {
    document.querySelectorAll("[data-menu][open]").forEach(function (menu) {
      if (menu === kept) return;
      var inside = menu.contains(document.activeElement);
      menu.removeAttribute("open");
      if (inside) menu.querySelector("summary").focus();
    });
  }

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
  });

  // Errors first: a page that comes back with errors starts there.
  var errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
