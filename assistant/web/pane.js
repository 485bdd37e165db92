// The evidence: clicks become events; what was asked for is brought into view; Escape leads back to where it was asked for.
const narrow = () => matchMedia('(max-width: 900px)').matches;
function back() {
  const from = window.twosourceFrom;
  if (from && from.isConnected) { from.scrollIntoView({ block: 'center' }); from.focus({ preventScroll: true }); }
}
function list() {
  const all = element.querySelector('[data-open="list"]');
  if (all) trigger('open', { ...all.dataset, turn: element.querySelector('[data-number]').dataset.number });
}
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-return]')) return back();
  const ask = event.target.closest('[data-ask]');
  if (ask) return trigger('ask', { question: ask.dataset.ask });
  const open = event.target.closest('[data-open]');
  if (!open || (open.tagName === 'ARTICLE' && String(window.getSelection()))) return;
  const turn = open.closest('[data-number]');
  trigger('open', { ...open.dataset, turn: turn && turn.dataset.number });
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !element.querySelector('.ts-article')) return;
  list();
  back();
});
watch('value', () => {
  const title = element.querySelector('.ts-title');
  if (!title) return;
  const pane = element.querySelector('.ts-article');
  const target = pane && (pane.querySelector('[data-target]') || pane.querySelector('.ts-in-passage'));
  if (narrow()) (target || title).scrollIntoView({ block: 'center' });
  else if (target) pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  title.focus({ preventScroll: true });
});
