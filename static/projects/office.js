// A list of units with a field above it that narrows the list while one types.
(function () {
  "use strict";

  document.querySelectorAll("select[data-office-list]").forEach(function (list) {
    var box = document.createElement("input");
    box.type = "search";
    box.className = "form-control office-search";
    box.placeholder = "输入名称或拼音首字母查找";
    box.setAttribute("aria-label", "查找单位");
    box.setAttribute("autocomplete", "off");
    list.parentNode.insertBefore(box, list);
    list.parentNode.classList.add("field__control--stacked");

    var groups = Array.prototype.map.call(list.querySelectorAll("optgroup"), function (group) {
      return { group: group, options: Array.prototype.slice.call(group.children) };
    });

    var guessed = null; // chosen here because it was the only one left

    function narrow() {
      var wanted = box.value.replace(/\s+/g, "").toLowerCase();
      var kept = [];
      if (guessed && guessed.selected && !fits(guessed, wanted)) list.value = "";
      groups.forEach(function (entry) {
        entry.options.forEach(function (option) {
          if (option.parentNode) option.parentNode.removeChild(option);
        });
        entry.options.forEach(function (option) {
          if (option.selected || !wanted || fits(option, wanted)) {
            entry.group.appendChild(option);
            if (wanted && fits(option, wanted)) kept.push(option);
          }
        });
        entry.group.hidden = !entry.group.children.length;
      });
      if (kept.length !== 1) return;
      guessed = kept[0];
      guessed.selected = true;
    }

    function fits(option, wanted) {
      var words = option.textContent + " " + (option.dataset.keys || "");
      return words.toLowerCase().replace(/\s+/g, "").indexOf(wanted) >= 0;
    }

    box.addEventListener("input", function (event) {
      if (!event.isComposing) narrow();
    });
    box.addEventListener("compositionend", narrow);
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  });
})();
