// Small comforts on top of pages that work without script.
(function () {
  "use strict";

  // A form that is on its way cannot be sent twice.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
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

  // Enter that ends the choice of a Chinese input method does not send a form.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
      event.stopPropagation();
    }
    if (event.key === "Escape") closeMenus(null);
  });

  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("[data-menu]"));
    if (event.target.closest("[data-print]")) window.print();
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
