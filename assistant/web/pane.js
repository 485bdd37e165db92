// The evidence: clicks become events; what was asked for is brought into view; Escape leads back to where it was asked for.
const narrow = () => matchMedia('(max-width: 900px)').matches;
function back() {
  const from = window.twosourceFrom;
  if (from && from.isConnected) { from.scrollIntoView({ block: 'center' }); from.focus({ preventScroll: true }); }
}
const turn = () => element.querySelector('[data-number]')?.dataset.number;
const list = () => trigger('open', { open: 'list', turn: turn() });
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-return]')) return back();
  const undo = event.target.closest('[data-undo]');
  if (undo) return trigger('undo', { ...undo.dataset });
  const ask = event.target.closest('[data-ask]');
  if (ask) return trigger('ask', { question: ask.dataset.ask });
  const page = event.target.closest('[data-page]');
  if (page) {
    const asked = Object.fromEntries(new FormData(element.querySelector('form')));
    return trigger('open', { open: 'articles', turn: turn(), start: page.dataset.page, ...asked });
  }
  const open = event.target.closest('[data-open]');
  if (!open || (open.tagName === 'ARTICLE' && String(window.getSelection()))) return;
  trigger('open', { ...open.dataset, turn: turn() });
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  trigger('open', { open: 'articles', turn: turn(), ...Object.fromEntries(new FormData(event.target)) });
});
// Escape closes what is open; "n" and "p" open the next and the previous citation of the answer.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
  if (event.key === 'Escape' && element.querySelector('.ts-title')) { list(); back(); }
  if (event.key === 'n' || event.key === 'p') step(event.key === 'n' ? 1 : -1);
});
function step(by) {
  const from = window.twosourceFrom;
  const answer = (from && from.closest('.ts-turn')) || document.querySelector('.ts-turn:last-child');
  const marks = answer ? [...answer.querySelectorAll('.ts-card [data-open="statement"]')] : [];
  if (!marks.length) return;
  const at = marks.indexOf(from);
  const next = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length];
  next.closest('details')?.setAttribute('open', '');
  next.click();
  next.scrollIntoView({ block: 'nearest' });
}
watch('value', () => {
  const title = element.querySelector('.ts-title');
  if (!title) return;
  const pane = element.querySelector('.ts-article');
  const target = pane && (pane.querySelector('[data-target]') || pane.querySelector('.ts-in-passage'));
  if (narrow()) (target || title).scrollIntoView({ block: 'center' });
  else if (target) pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  title.focus({ preventScroll: true });
});
