// The list of conversations, and the head of the page: clicks become events.
element.addEventListener('click', (event) => {
  const open = event.target.closest('[data-open]');
  if (open) return trigger('open', { ...open.dataset });
  const drop = event.target.closest('[data-drop]');
  if (drop) return trigger('drop', { name: drop.dataset.drop, value: drop.dataset.value });
  if (event.target.closest('[data-rulings]')) return trigger('rulings', {});
  const chosen = event.target.closest('[data-choose], [data-rename], [data-delete]');
  if (!chosen) return;
  const { choose, rename } = chosen.dataset;
  if (choose) return trigger('choose', { id: choose });
  if (rename) {
    const name = prompt('Call this conversation', chosen.dataset.name);
    return name === null ? undefined : trigger('rename', { id: rename, name });
  }
  if (confirm(`Delete “${chosen.dataset.name}”? It cannot be brought back.`)) trigger('delete', { id: chosen.dataset.delete });
});
