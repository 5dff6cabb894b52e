// Dragging a card does what its menu does: it chooses the stage and sends the form.
"use strict";

for (const column of document.querySelectorAll("[data-stage]")) {
  Sortable.create(column, {
    group: "stages",
    sort: false,
    delay: 150,
    delayOnTouchOnly: true,
    filter: ".move-form",
    preventOnFilter: false,
    onAdd: (event) => {
      const form = event.item.querySelector("form");
      if (!form) return;
      form.elements.stage.value = event.to.dataset.stage;
      form.requestSubmit();
    },
  });
}
