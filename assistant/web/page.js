// Clicks on marks, passages and sample questions become events; what was asked for is brought into view.
element.addEventListener('click', (event) => {
  const ask = event.target.closest('[data-ask]');
  if (ask) return trigger('ask', { question: ask.dataset.ask });
  if (event.target.closest('[data-return]')) {
    const from = window.twosourceFrom;
    if (from && from.isConnected) { from.scrollIntoView({ block: 'center' }); from.focus({ preventScroll: true }); }
    return;
  }
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    navigator.clipboard.writeText(copy.parentElement.querySelector('pre').textContent)
      .then(() => { copy.textContent = 'Copied'; }, () => { copy.textContent = 'Select the text to copy it'; });
    return;
  }
  const open = event.target.closest('[data-open]');
  if (!open || (open.tagName === 'ARTICLE' && String(window.getSelection()))) return;
  window.twosourceFrom = open.closest('.ts-log') ? open : window.twosourceFrom;
  const turn = open.closest('[data-number]');
  trigger('open', { turn: turn && turn.dataset.number, open: open.dataset.open, item: open.dataset.item });
});
watch('value', () => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const turns = element.querySelectorAll('.ts-turn');
  if (turns.length && turns.length !== Number(element.dataset.turns || 0)) {
    element.dataset.turns = turns.length;
    turns[turns.length - 1].scrollIntoView({ behavior: calm, block: 'start' });
  }
  const title = element.querySelector('.ts-title');
  if (!title) return;
  const pane = element.querySelector('.ts-article');
  const target = pane.querySelector('[data-target]') || pane.querySelector('.ts-in-passage');
  if (matchMedia('(max-width: 900px)').matches) (target || title).scrollIntoView({ block: 'center' });
  else if (target) pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  title.focus({ preventScroll: true });
});
